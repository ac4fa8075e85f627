using System.Text;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Katakana in Hepburn letters without marks.</summary>
internal static class Romaji
{
    private static readonly Dictionary<string, string> Syllables = Table();

    public static string Of(string katakana)
    {
        var (letters, doubled) = (new StringBuilder(), false);
        for (var i = 0; i < katakana.Length;)
        {
            var length = i + 1 < katakana.Length && Syllables.ContainsKey(katakana.Substring(i, 2)) ? 2 : 1;
            var written = Syllables.GetValueOrDefault(katakana.Substring(i, length)) ?? "";
            if (katakana[i] == 'ッ')
                doubled = true;
            else if (written.Length > 0)
            {
                // Hepburn doubles ch as tch.
                letters.Append(doubled ? written.StartsWith("ch", StringComparison.Ordinal) ? "t" : written[..1] : "").Append(written);
                doubled = false;
            }
            i += length;
        }
        return letters.ToString();
    }

    private static Dictionary<string, string> Table()
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal) { ["ン"] = "n", ["ヴ"] = "vu", ["ヲ"] = "o", ["ー"] = "" };
        foreach (var (kana, letters) in new[]
        {
            ("アイウエオ", "a i u e o"), ("ァィゥェォ", "a i u e o"), ("カキクケコ", "ka ki ku ke ko"), ("ガギグゲゴ", "ga gi gu ge go"), ("サシスセソ", "sa shi su se so"), ("ザジズゼゾ", "za ji zu ze zo"),
            ("タチツテト", "ta chi tsu te to"), ("ダヂヅデド", "da ji zu de do"), ("ナニヌネノ", "na ni nu ne no"), ("ハヒフヘホ", "ha hi fu he ho"), ("バビブベボ", "ba bi bu be bo"), ("パピプペポ", "pa pi pu pe po"),
            ("マミムメモ", "ma mi mu me mo"), ("ヤユヨ", "ya yu yo"), ("ャュョ", "ya yu yo"), ("ラリルレロ", "ra ri ru re ro"), ("ワ", "wa"), ("ヮ", "wa"), ("ヰヱ", "i e"), ("ヵヶ", "ka ke"),
        })
            foreach (var (sign, sound) in kana.Zip(letters.Split(' ')))
                table[sign.ToString()] = sound;
        foreach (var (first, start) in new[] { ('キ', "ky"), ('ギ', "gy"), ('シ', "sh"), ('ジ', "j"), ('チ', "ch"), ('ニ', "ny"), ('ヒ', "hy"), ('ビ', "by"), ('ピ', "py"), ('ミ', "my"), ('リ', "ry") })
            foreach (var (small, vowel) in new[] { ('ャ', "a"), ('ュ', "u"), ('ョ', "o"), ('ェ', "e") })
                table[$"{first}{small}"] = start + vowel;
        foreach (var (pair, sound) in new[] { ("ティ", "ti"), ("ディ", "di"), ("ファ", "fa"), ("フィ", "fi"), ("フェ", "fe"), ("フォ", "fo"), ("ウィ", "wi"), ("ウェ", "we"), ("ウォ", "wo"), ("ヴァ", "va"), ("ヴィ", "vi"), ("ヴェ", "ve"), ("ヴォ", "vo"), ("デュ", "dyu"), ("トゥ", "tu") })
            table[pair] = sound;
        return table;
    }
}
