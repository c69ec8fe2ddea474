"""Reads, cleans and draws images."""
