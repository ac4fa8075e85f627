#!/usr/bin/env python3
"""Makes the tables of src/ElectronicApplication.Forms/Mapping/Characters anew. They are facts of standards:

  jisx0208.txt     JIS X 0208:1990   by row and cell (EUC bytes), from Python's codec euc_jp
  jisx0213.txt     JIS X 0213:2004   both planes, from Python's codec euc_jis_2004
  windows-31j.txt  Microsoft's code page 932, by its own two bytes, from Python's codec cp932
  unicode.tsv      what the Unicode Character Database says that a character is another way to write:
                   decompositions, radicals, characters for names and their ordinary forms

  tools/make-character-tables.py FOLDER     FOLDER holds the database (Debian: package unicode-data, /usr/share/unicode)
"""
import bz2, os, sys, unicodedata

OUT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../src/ElectronicApplication.Forms/Mapping/Characters")


def write(name, lines):
    with open(os.path.join(OUT, name), "w", encoding="utf-8", newline="\n") as file:
        file.writelines(line + "\n" for line in lines)


def decoded(codes, codec):
    for code in codes:
        try:
            text = code.to_bytes(3 if code > 0xFFFF else 2).decode(codec)
        except UnicodeDecodeError:
            continue
        # Python reads JIS X 0212 as well where JIS X 0213 has nothing; Shift_JIS-2004 has no room for it.
        if not any(0xE000 <= ord(c) <= 0xF8FF for c in text) and (codec != "euc_jis_2004" or text in JISX0213 and text.encode(codec) == code.to_bytes(3 if code > 0xFFFF else 2)):
            yield code, text


def shift_jis_2004():
    for hi in [*range(0x81, 0xA0), *range(0xE0, 0xFD)]:
        for lo in range(0x40, 0xFD):
            try:
                yield bytes([hi, lo]).decode("shift_jis_2004").replace("\\", "＼").replace("~", "～")
            except UnicodeDecodeError:
                pass


JISX0213 = {text for text in shift_jis_2004() if len(text.encode("euc_jis_2004")) > 1}


def runs(pairs):
    """A line for each run of codes: the first one, a tab, the characters. What takes two characters has a line of its own, with a plus."""
    start, expected, run = None, None, ""
    for code, text in pairs:
        if run and (code != expected or len(text) > 1):
            yield f"{start:X}\t{run}"
            run = ""
        if len(text) > 1:
            yield f"{code:X}+\t{text}"
            continue
        if not run:
            start = code
        run += text
        expected = code + 1
    if run:
        yield f"{start:X}\t{run}"


def euc(prefix=0):
    return [prefix << 16 | hi << 8 | lo for hi in range(0xA1, 0xFF) for lo in range(0xA1, 0xFF)]


def table(name, codes, codec):
    pairs = list(decoded(codes, codec))
    write(name, runs(pairs))
    print(name, len(pairs))
    return [text for _, text in pairs]


def fields(folder, name):
    path = os.path.join(folder, name)
    with (open(path, encoding="utf-8") if os.path.exists(path) else bz2.open(path + ".bz2", "rt", encoding="utf-8")) as file:
        for line in file:
            line = line.split("#")[0].rstrip("\n")
            if line.strip():
                yield line


def unihan(folder, name, *wanted):
    for line in fields(folder, name):
        code, field, value = line.split("\t")
        if field in wanted:
            targets = [chr(int(part.split("<")[0].split(":")[-1][2:], 16)) for part in value.split() if "U+" in part]
            yield chr(int(code[2:], 16)), field, targets


def main(folder):
    jis = set(table("jisx0208.txt", euc(), "euc_jp"))
    all213 = set(table("jisx0213.txt", euc() + euc(0x8F), "euc_jis_2004"))
    ms = set(table("windows-31j.txt", [hi << 8 | lo for hi in [*range(0x81, 0xA0), *range(0xE0, 0xFD)] for lo in range(0x40, 0xFD) if lo != 0x7F], "cp932"))
    plain = jis | {chr(c) for c in range(0x20, 0x7F)}
    rows, seen = [], set(plain)

    def add(char, targets, source):
        targets = [t for t in targets if t != char and all(c in plain for c in t)]
        if char not in seen and targets:
            seen.add(char)
            rows.append((char, " ".join(targets) if targets != [" "] else "\u2420", source))

    everything = [chr(c) for c in range(0xA0, 0x110000) if not 0xD800 <= c < 0xE000 and not 0xE000 <= c <= 0xF8FF]
    for char in everything:
        parts = unicodedata.decomposition(char).split()
        if len(parts) == 2 and parts[0][0] != "<" and char in jis | all213 | ms:
            rows.append((chr(int(parts[0], 16)) + chr(int(parts[1], 16)), char, "canonical"))
    for char, field, targets in unihan(folder, "Unihan_OtherMappings.txt", "kJinmeiyoKanji", "kJoyoKanji"):
        add(char, targets, field)
    for char in everything:
        kind = unicodedata.decomposition(char)
        whole = unicodedata.normalize("NFKC", char)
        if not kind:
            continue
        if kind.startswith("<circle>") or kind.startswith("<square>") and "\u3250" <= char <= "\u32ff":
            add(char, [f"({whole})"], "compatibility")
        elif kind[0] == "<":
            add(char, [whole], "compatibility")
        else:
            base = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
            add(char, [unicodedata.normalize("NFC", char), base], "canonical form")
    for line in fields(folder, "EquivalentUnifiedIdeograph.txt"):
        codes, target = [part.strip() for part in line.split(";")]
        first, last = (codes.split("..") * 2)[:2]
        for code in range(int(first, 16), int(last, 16) + 1):
            add(chr(code), [chr(int(target.split()[0], 16))], "radical")
    # Not kSemanticVariant: a word of the same meaning may be another name.
    for char, field, targets in unihan(folder, "Unihan_Variants.txt", "kZVariant"):
        add(char, targets, field)
    write("unicode.tsv", ["\t".join(row) for row in rows])
    print("unicode.tsv", len(rows))
    for source in sorted({row[2] for row in rows}):
        print(" ", source, sum(row[2] == source for row in rows))


main(sys.argv[1])
