using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Mapping.Conversions;

/// <summary>
/// One line of address in parts: 宮本町2丁目3番地4号 川崎ハイツ101 is town 宮本町, chome 2, banchi 3, go 4, building 川崎ハイツ101. 2-3-4 reads as 丁目・番・号, 3-4 as
/// 番・号. Numbers come in half-width digits, 二丁目 as 2. Prefecture, city and all before the first number stay with the town.
/// </summary>
internal static partial class AddressParts
{
    public static readonly string[] Names = ["town", "chome", "banchi", "go", "building"];

    /// <summary>Null for a part that the address does not have.</summary>
    public static string? Of(string address, string part)
    {
        if (address.Length > 400 || Line().Match(Narrow(address.Trim())) is not { Success: true } match)
            return part == "town" && address.Length > 0 ? address.Trim() : null;
        var numbers = match.Groups["number"].Captures.Select(capture => capture.Value).ToList();
        var isShort = numbers.Count > 2 && match.Groups["mark"].Captures[0].Value is "-" or "ー";
        var chome = match.Groups["chome"] is { Success: true } written ? Number(written.Value) : isShort ? Take(numbers) : null;
        return part switch
        {
            "town" => match.Groups["town"].Value.Trim() is { Length: > 0 } town ? town : null,
            "chome" => chome,
            "banchi" => numbers.ElementAtOrDefault(0),
            "go" => numbers.Count > 1 ? string.Join('-', numbers.Skip(1)) : null,
            "building" => match.Groups["building"].Value.Trim() is { Length: > 0 } building ? building : null,
            _ => null,
        };
    }

    private static string Take(List<string> numbers)
    {
        var first = numbers[0];
        numbers.RemoveAt(0);
        return first;
    }

    /// <summary>Digits and hyphens of either width alike; the rest as it was.</summary>
    private static string Narrow(string text) => string.Concat(text.Select(c => c switch
    {
        >= '０' and <= '９' => (char)(c - '０' + '0'),
        '－' or '−' or '‐' or '―' => '-',
        '　' => ' ',
        _ => c,
    }));

    /// <summary>二十三 as 23.</summary>
    private static string Number(string text)
    {
        if (char.IsAsciiDigit(text[0]))
            return text;
        var (total, ones) = (0, 0);
        foreach (var c in text)
            (total, ones) = c == '十' ? (total + 10 * Math.Max(ones, 1), 0) : (total, "一二三四五六七八九".IndexOf(c, StringComparison.Ordinal) + 1);
        return (total + ones).ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    // A katakana ー between digits is a hyphen that was typed as one.
    [GeneratedRegex(@"\A(?<town>.*?)(?:(?<chome>[0-9]{1,3}|[一二三四五六七八九十]{1,3})丁目|(?=[0-9]))(?:(?<number>[0-9]{1,8})(?<mark>番地の?|番|号|の|-|ー(?=[0-9])|))*(?<building>(?![0-9]).*)\z",
        RegexOptions.CultureInvariant | RegexOptions.Singleline, 200)]
    private static partial Regex Line();
}
