"""Short recipient sheets in every encoding and dialect, by Python's codecs and csv module.

`dialects.py FOLDER SEED COUNT` writes COUNT files of each group and `manifest.jsonl`, a line a file: its name,
its group, and the rows that a reader must find. No real person's name or number is in them.
"""

import csv
import io
import json
import random
import sys
from pathlib import Path

WESTERN = ["Müller", "Jürgen Groß", "Zoë Bär", "José Núñez", "Françoise Lefèvre", "Renée Hélène", "João Gonçalves",
           "Søren Kjær", "Åsa Öberg", "Niccolò Morò", "Begoña Ibáñez", "Jörg Weiß", "Chloé Gérard", "María López",
           "Conceição Simões", "Bjørn Sæther", "Päivi Mäkelä", "Benoît Pélissier", "Íñigo Peña", "Käthe Schäfer"]
NAMES = {
    "german": ("cp1252", ["Telefon", "Name", "Straße", "Betrag"],
               ["Jürgen Groß", "Bärbel Schäfer", "Käthe Müller", "Jörg Weiß", "Günter Köhler", "Björn Krüger", "Ann Bauer"],
               ["Hauptstraße 5", "Grüner Weg 1", "Bahnhofstr. 12", "Am Mühlbach 3"]),
    "french": ("cp1252", ["Téléphone", "Prénom", "Ville", "Montant"],
               ["Chloé", "Hélène", "Benoît", "François", "Zoé", "Gaëlle", "Jérôme", "Marc"],
               ["Orléans", "Besançon", "Nîmes", "Lyon", "Saint-Étienne"]),
    "spanish": ("cp1252", ["Teléfono", "Nombre", "Dirección", "Importe"],
                ["José Núñez", "María López", "Íñigo Peña", "Begoña Ibáñez", "Sofía Martín", "Ana Gil"],
                ["Málaga", "Cádiz", "León", "Madrid", "A Coruña"]),
    "italian": ("cp1252", ["Telefono", "Nome", "Città", "Importo"],
                ["Niccolò Morò", "Noè Forlì", "Anna Rossi", "Mosè Libertà"], ["Forlì", "Cefalù", "Roma", "Santhià"]),
    "nordic": ("cp1252", ["Telefon", "Namn", "Ort", "Belopp"],
               ["Åsa Öberg", "Søren Kjær", "Bjørn Sæther", "Päivi Mäkelä", "Jan Berg"], ["Malmö", "Ålesund", "Tromsø", "Oslo"]),
    "russian": ("cp1251", ["Телефон", "Имя", "Город", "Сумма"],
                ["Иван Петров", "Анна Смирнова", "Олег Кузнецов", "Мария Волкова", "Сергей Ильин"],
                ["Москва", "Казань", "Тверь", "Пермь"]),
    "polish": ("cp1250", ["Telefon", "Nazwisko", "Miasto", "Kwota"],
               ["Łukasz Wójcik", "Małgorzata Dąbrowska", "Paweł Król", "Grażyna Zięba", "Jan Nowak"],
               ["Łódź", "Kraków", "Gdańsk", "Poznań"]),
    "czech": ("cp1250", ["Telefon", "Jméno", "Město", "Částka"],
              ["Jiří Dvořák", "Lenka Černá", "Věra Říhová", "Tomáš Růžička"], ["Plzeň", "Děčín", "Kroměříž", "Brno"]),
    "greek": ("cp1253", ["Τηλέφωνο", "Όνομα", "Πόλη", "Ποσό"],
              ["Γιώργος Παππάς", "Ελένη Νικολάου", "Δημήτρης Βλάχος"], ["Αθήνα", "Πάτρα", "Βόλος"]),
    "turkish": ("cp1254", ["Telefon", "Ad", "Şehir", "Tutar"],
                ["Ayşe Yılmaz", "Gökhan Şahin", "Çağla Öztürk", "Uğur Işık"], ["İzmir", "Eskişehir", "Muğla"]),
    "simplified": ("gb18030", ["手机号", "姓名", "城市", "金额"],
                   ["张伟", "王芳", "李娜", "刘洋", "陈静", "杨帆", "赵敏", "欧阳娜", "周杰", "吴倩", "韩雪", "尉迟恭", "龚琳"],
                   ["上海", "北京", "广州", "哈尔滨", "呼和浩特", "郑州"]),
    "taiwan": ("big5", ["電話", "姓名", "城市", "金額"],
               ["陳怡君", "林志明", "黃淑芬", "張家豪", "李雅婷", "王俊傑", "蔡佩珊", "許文彬", "謝宜靜", "鄭凱文"],
               ["臺北", "高雄", "桃園", "彰化"]),
    "hong-kong": ("big5hkscs", ["手提電話", "姓名", "地址", "金額"],
                  ["陳大文", "李小明", "黃志強", "張美玲", "歐陽詠詩", "鄺嘉欣", "何家輝", "梁頴琳", "岑啟邦"],
                  ["旺角彌敦道一號", "觀塘", "銅鑼灣", "沙田"]),
    "japanese": ("cp932", ["電話番号", "氏名", "住所", "金額"],
                 ["鈴木一郎", "田中さくら", "高橋健太", "渡辺由美子", "伊藤ﾕｳｺ", "サトウ ハナコ", "齋藤 誠"],
                 ["東京都港区", "大阪市", "札幌", "横浜市西区"]),
    "japanese-unix": ("euc_jp", ["電話番号", "氏名", "住所", "金額"],
                      ["鈴木一郎", "田中さくら", "高橋健太", "渡辺由美子", "サトウ ハナコ", "山本 真理"],
                      ["東京都港区", "大阪市", "札幌", "横浜市西区"]),
    "korean": ("cp949", ["전화", "이름", "도시", "금액"],
               ["홍길동", "김철수", "이영희", "박지훈", "최수빈", "정우진", "강하늘", "윤서연", "조은비", "임채원"],
               ["서울", "부산", "대구", "인천 남동구"]),
}


def number(rng):
    """A number of a range for fiction or on no mobile plan."""
    return rng.choice([f"+44 7700 900{rng.randrange(1000):03d}", f"1201234{rng.randrange(10_000):04d}",
                       f"+1 202 555 01{rng.randrange(100):02d}"])


def written(rows, rng, **form):
    target = io.StringIO()
    csv.writer(target, lineterminator=rng.choice(["\r\n", "\n"]), **form).writerows(rows)
    return target.getvalue()


def encoded(rng, group):
    """A sheet in the encoding of its language; one that is ASCII or UTF-8 by chance is made again."""
    encoding, header, names, places = NAMES[group]
    delimiter = rng.choice([",", ";", "\t"])
    while True:
        wide = rng.random() < 0.5
        rows = [header if wide else header[:2]] if rng.random() < 0.6 else []
        for _ in range(rng.choice([1, 2, 3, 5, 10, 50])):
            amount = f"{rng.randrange(2000)},{rng.randrange(100):02d}" if delimiter != "," else f"{rng.randrange(99)}.50"
            row = [number(rng), rng.choice(names), rng.choice(places), amount]
            rows.append(row if wide else row[:2])
        content = written(rows, rng, delimiter=delimiter).encode(encoding)
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return content, rows


def plain(rng, delimiter, trait):
    """A sheet in UTF-8 with a trait that makes its delimiter hard to tell."""
    rows = [["phone", "name", "date", "amount", "note"]] if rng.random() < 0.5 else []
    count = rng.choice([2, 5, 20])
    form = {"delimiter": delimiter, "quoting": rng.choice([csv.QUOTE_MINIMAL, csv.QUOTE_ALL])}
    if trait in ("ragged", "decimals", "texts"):
        form["quoting"] = csv.QUOTE_MINIMAL
    for index in range(count):
        row = [number(rng), rng.choice(WESTERN), f"April {rng.randrange(1, 29)} 2026", f"{rng.randrange(99)}.50", "ok"]
        # Semicolon and tab files keep commas in their texts, since nothing makes them quote.
        if trait == "decimals":
            row[3] = f"{rng.randrange(1, 2000)}{',' if delimiter != ',' else '.'}{rng.randrange(100):02d}"
        if trait == "texts":
            row[4] = rng.choice(["Hello, Ann; how are you", "today, tomorrow, or | later", "a, b, c; d", "yes, 12, 13"])
        if trait == "lines":
            row[4] = "line one,\nline two; \"quoted\"\nline|three"
            form["quoting"] = csv.QUOTE_ALL
        if trait == "dates":
            row[2] = f"April {rng.randrange(1, 29)}, 2026"
        if trait == "empty":
            row[1:4] = ["", "", ""]
        rows.append(row)
    if trait == "columns":
        rows = [row + [f"x{i}" for i in range(30)] for row in rows]
    if trait == "ragged":
        # An exporter that leaves out what is empty at the end of a row.
        rows = [row[:3] if index % 3 == 2 else row for index, row in enumerate(rows)]
    return written(rows, rng, **form).encode("utf-8"), rows


def main(folder, seed, count):
    rng = random.Random(seed)
    folder = Path(folder)
    with (folder / "manifest.jsonl").open("w", encoding="utf-8") as manifest:
        def add(group, index, content, rows):
            name = f"{group}-{index:03d}.csv"
            (folder / name).write_bytes(content)
            manifest.write(json.dumps({"file": name, "group": group, "rows": rows}, ensure_ascii=False) + "\n")

        for group in NAMES:
            for index in range(count):
                add(group, index, *encoded(rng, group))
        for name, delimiter in {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|"}.items():
            for trait in ("plain", "decimals", "texts", "lines", "dates", "empty", "columns", "ragged"):
                for index in range(max(1, count // 8)):
                    add(f"delimiter-{name}", int(f"{index}{ord(trait[0])}{len(trait)}"), *plain(rng, delimiter, trait))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
