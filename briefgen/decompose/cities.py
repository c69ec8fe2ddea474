"""Cities where many books are printed."""

from __future__ import annotations

CITIES = frozenset(
    """
    Amsterdam|Athens|Barcelona|Basel|Berkeley|Berlin|Bern|Bogotá|Boston|Bruxelles|Brussels|Buenos Aires|Cairo|Cambridge|Caracas|Chicago|Cologne|Dakar|Delhi|
    Den Haag|Dordrecht|Dublin|Durham|Edinburgh|Frankfurt|Frankfurt am Main|Freiburg|Genève|Geneva|Ginebra|Grenoble|Hamburg|Ithaca|Kampala|Köln|La Haye|Lagos|
    La Paz|Lausanne|Leiden|Leipzig|Leuven|Lima|Lisboa|London|Londres|Louvain|Lyon|Madrid|Manchester|Manila|Marseille|México|Mexico|Milano|Minneapolis|
    Montevideo|Montréal|Montreal|Moscow|München|Munich|Nairobi|New Delhi|New Haven|New York|Nijmegen|Oxford|Paris|Philadelphia|Princeton|Quito|Rennes|Roma|Rome|
    Santiago|Santiago de Chile|São Paulo|Seoul|Sevilla|Singapore|Stanford|Stockholm|Strasbourg|Stuttgart|Tokyo|Toronto|Toulouse|Tübingen|Turin|Uppsala|Utrecht|
    Accra|Addis Ababa|Bangkok|Beijing|Budapest|Canberra|Cape Town|Colombo|Copenhagen|Harare|Helsinki|Hong Kong|Islamabad|Jakarta|Johannesburg|Kathmandu|Kigali|Kuala Lumpur|
    Lisbon|Lusaka|Melbourne|Oslo|Ottawa|Prague|Pretoria|Sydney|Warsaw|
    Valencia|Vienna|Vienne|Washington|Washington DC|Wien|Zürich|Zurich
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""They tell a place from a publisher, and where a title without marks ends."""
