"""The elements and attributes of SVG that draw: a drawing is written again with these only."""

from __future__ import annotations

_FILTERS = (
    "Blend ColorMatrix ComponentTransfer Composite ConvolveMatrix DiffuseLighting DisplacementMap DistantLight DropShadow Flood FuncA FuncB "
    "FuncG FuncR GaussianBlur Image Merge MergeNode Morphology Offset PointLight SpecularLighting SpotLight Tile Turbulence"
)

DRAWING_TAGS = frozenset(
    (
        "a circle clipPath defs ellipse filter g image line linearGradient marker mask path pattern polygon polyline radialGradient rect "
        "stop style svg switch symbol text textPath tspan tref use view"
    ).split()
).union(f"fe{name}" for name in _FILTERS.split())
"""SVG 2, appendix F, without what runs, moves, loads or only describes: `title`, `desc`, `metadata`, `script`, `animate`."""

TEXT_TAGS = frozenset({"text", "tspan", "textPath", "tref"})
"""Elements whose words are drawn; words of other elements are only in the file."""

DRAWING_ATTRIBUTES = frozenset(
    """
    alignment-baseline amplitude azimuth baseFrequency baseline-shift bias class clip clip-path clip-rule clipPathUnits color
    color-interpolation color-interpolation-filters color-rendering cx cy d diffuseConstant direction display divisor dominant-baseline dx dy
    edgeMode elevation exponent fill fill-opacity fill-rule filter filterUnits flood-color flood-opacity font font-family font-feature-settings
    font-kerning font-size font-size-adjust font-stretch font-style font-variant font-weight fr fx fy gradientTransform gradientUnits height href id
    image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix kernelUnitLength lang lengthAdjust letter-spacing lighting-color
    limitingConeAngle line-height marker marker-end marker-mid marker-start markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits
    media method mix-blend-mode mode numOctaves offset opacity operator order orient overflow paint-order patternContentUnits patternTransform
    patternUnits pathLength pointer-events points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY
    requiredExtensions requiredFeatures result rotate rx ry scale seed shape-rendering side slope spacing specularConstant
    specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap
    stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale systemLanguage tableValues targetX targetY text-align text-anchor
    text-decoration text-rendering textLength transform transform-origin type unicode-bidi values vector-effect version viewBox visibility
    white-space width word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
    """.split()
)
"""Attributes that change what is seen, and those that other elements refer to."""
