using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Editing;

/// <summary>
/// Cells of a decision table in the words that people type: 30以上50未満 for <c>[30..50)</c>. Words count only when <see cref="PastedCell"/> reads the same
/// expression out of them again; otherwise the expression itself is shown.
/// </summary>
internal sealed partial class CellWords
{
    private const int MaxProposals = 200;
    private const int MaxLength = 400;

    private readonly PastedColumn _column;
    private readonly ReadNames _names;
    private readonly Dictionary<string, string> _labels = new(StringComparer.Ordinal);

    /// <param name="field">The choice whose options the column asks about, if it is one.</param>
    public CellWords(PastedColumn column, ReadNames names, JsonObject? field)
    {
        (_column, _names) = (column, names);
        foreach (var option in column.Options.Count == 0 || field is null ? [] : field.Objects("options"))
            if (option.Text("value") is { } value)
                _labels.TryAdd(value, option["label"].In("ja") is { Length: > 0 } label ? label : value);
    }

    public string? Type => _column.Type;

    /// <summary>What can be chosen in a cell of this column, where that is a short list.</summary>
    public IReadOnlyList<string> Proposals => _column.Type == "boolean" ? ["はい", "いいえ"] : [.. _labels.Values.Take(MaxProposals)];

    public string OfTest(string feel) => feel.Trim() switch
    {
        "-" => "",
        var trimmed when Test(trimmed) is { } words && PastedCell.Test(words, _column, _names) == feel => words,
        _ => feel,
    };

    public string OfResult(JsonNode? value, string feel)
    {
        var words = value is null ? "" : Literal(feel) ?? feel;
        return JsonNode.DeepEquals(PastedCell.Result(words, _column, _names), value) ? words : feel;
    }

    private string? Test(string feel)
    {
        if (feel.Length > MaxLength)
            return null;
        if (Literals().Match(feel) is { Success: true } list)
        {
            var values = list.Groups["text"].Captures.Select(capture => Shown(capture.Value)).ToList();
            return string.Join("、", values) + (list.Groups["not"].Success ? "以外" : "");
        }
        if (Range().Match(feel) is { Success: true } range && Literal(range.Groups["a"].Value) is { } low && Literal(range.Groups["b"].Value) is { } high)
            return $"{low}{(range.Groups["open"].Value == "[" ? "以上" : "超")}{high}{(range.Groups["close"].Value == "]" ? "以下" : "未満")}";
        if (Side().Match(feel) is { Success: true } side && Literal(side.Groups["a"].Value) is { } bound)
            return bound + side.Groups["sign"].Value switch { ">=" => "以上", "<=" => "以下", ">" => "超", _ => "未満" };
        if (Not().Match(feel) is { Success: true } not && Literal(not.Groups["a"].Value) is { } other)
            return other + "以外";
        return Literal(feel);
    }

    /// <summary>One value as people write it; null for what is more than a value.</summary>
    private string? Literal(string feel) => feel.Trim() switch
    {
        "true" => "はい",
        "false" => "いいえ",
        var text when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _) => text,
        var text when Moment().Match(text) is { Success: true } moment => moment.Groups["text"].Value,
        var text when Literals().Match(text) is { Success: true } quoted && !quoted.Groups["not"].Success && quoted.Groups["text"].Captures.Count == 1 => Shown(quoted.Groups["text"].Value),
        _ => null,
    };

    /// <summary>The first label by which the value is known; what is no option stands for itself.</summary>
    private string Shown(string quoted)
    {
        var value = quoted.Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal);
        return _labels.GetValueOrDefault(value) ?? value;
    }

    [GeneratedRegex("""\A(?<not>not\()?"(?<text>(?:[^"\\]|\\.)*)"(?:\s*,\s*"(?<text>(?:[^"\\]|\\.)*)")*(?(not)\))\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Literals();

    [GeneratedRegex(@"\A(?<open>[\[(])(?<a>[^\[\]()]*(?:\([^()]*\))?)\.\.(?<b>[^\[\]()]*(?:\([^()]*\))?)(?<close>[\])])\z", RegexOptions.CultureInvariant)]
    private static partial Regex Range();

    [GeneratedRegex(@"\A(?<sign>>=|<=|>|<)\s*(?<a>.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Side();

    [GeneratedRegex(@"\Anot\((?<a>[^()]*(?:\([^()]*\))?)\)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Not();

    [GeneratedRegex("""\A(?:date|time)\("(?<text>[0-9:-]+)"\)\z""", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();
}
