"""Makes Sources/Messaging/NumberingPlan/RegionNames+Generated.swift: what people call the plan's regions.

The names are those of the Unicode Common Locale Data Repository, as the package babel has them; of two
variants the short one. Run it with babel and phonenumbers installed: python3 Scripts/make_region_names.py
"""

import babel
import phonenumbers
from babel import Locale

TARGET = "Sources/Messaging/NumberingPlan/RegionNames+Generated.swift"
# Consoles say these shorter than the repository does.
SHORTER = {
    ("HK", "en"): "Hong Kong", ("MO", "en"): "Macao", ("HK", "zh"): "香港", ("MO", "zh"): "澳门",
    ("CN", "en"): "China, mainland", ("CN", "zh"): "中国内地", ("TW", "zh"): "台湾",
}


def name(region, language):
    return SHORTER.get((region, language)) or Locale(language).territories.get(region, region)


def main():
    regions = sorted(phonenumbers.SUPPORTED_REGIONS)
    lines = [
        f"// Made by Scripts/make_region_names.py from babel {babel.__version__}. Do not edit.",
        "",
        "extension Region {",
        "  /// Names by code, as the Unicode Common Locale Data Repository has them.",
        "  static let names: [String: Phrase] = [",
    ]
    for region in regions:
        lines.append(f'    "{region}": Phrase("{name(region, "en")}", "{name(region, "zh")}"),')
    lines += ["  ]", "}", ""]
    with open(TARGET, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


main()
