using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Forms.Editing;

/// <summary>What a column of a table holds.</summary>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>boolean</c>, <c>date</c>, <c>time</c>; null when nobody knows.</param>
/// <param name="Options">Values by what people may write for them.</param>
internal sealed record PastedColumn(string? Type, IReadOnlyDictionary<string, string> Options);

/// <summary>Reads a cell of a spreadsheet as the person who wrote it meant it.</summary>
internal static partial class PastedCell
{
    private static readonly FeelScope NoScope = new();
    private static readonly HashSet<string> Anything = ["", "-", "ー", "―", "—", "–", "‐", "*", "すべて", "全て", "問わない", "不問", "指定なし", "どちらでも", "どれでも"];
    private static readonly HashSet<string> Yes = ["はい", "true", "yes", "○", "〇", "有", "あり", "該当", "する"];
    private static readonly HashSet<string> No = ["いいえ", "false", "no", "×", "✕", "無", "なし", "非該当", "該当しない", "しない"];

    /// <summary>A unary test.</summary>
    public static string Test(string cell, PastedColumn column, ReadNames names)
    {
        var text = PastedAmount.Narrow(cell);
        if (Anything.Contains(text))
            return "-";
        if (Truth(text, column.Type) is { } truth)
            return truth ? "true" : "false";
        if (column.Type != "string" && Compared(string.Concat(text.Where(c => !char.IsWhiteSpace(c))), column.Type) is { } compared)
            return compared;
        if (Options(text, column) is { } options)
            return options;
        return IsFeel(text, true, column, names) ? text : FeelQuote.Text(cell.Trim());
    }

    /// <summary>A value: a number and a truth as such, text as a literal of FEEL.</summary>
    public static JsonNode? Result(string cell, PastedColumn column, ReadNames names)
    {
        var text = PastedAmount.Narrow(cell);
        if (text.Length == 0 || (column.Type is not "string" && Anything.Contains(text)))
            return null;
        if (Truth(text, column.Type) is { } truth)
            return truth;
        if (column.Type is "number" or null && (text == "無料" ? 0m : PastedAmount.Number(text)) is { } number && (column.Type is not null || text != "無料"))
            return number;
        if (column.Type != "string" && PastedAmount.Literal(text, column.Type) is { } literal)
            return literal;
        return IsFeel(text, false, column, names) ? text : FeelQuote.Text(cell.Trim());
    }

    private static bool? Truth(string text, string? type)
    {
        var word = text.ToLowerInvariant();
        return type switch
        {
            "boolean" => Yes.Contains(word) ? true : No.Contains(word) ? false : null,
            // Elsewhere 有 or する may be what the cell says.
            null => word is "はい" or "true" ? true : word is "いいえ" or "false" ? false : null,
            _ => null,
        };
    }

    /// <summary>30以上50未満, 50〜179, 180以上, 1,000円を超える, 4月1日から, 3以外.</summary>
    private static string? Compared(string text, string? type)
    {
        if (text.Length > 100)
            return null;
        if (PastedAmount.Literal(text, type) is { } one)
            return one;
        if (Both().Match(text) is { Success: true } both && Operand(both, "a") is { } low && Operand(both, "b") is { } high)
            return $"{(both.Groups["lo"].Value is "以上" or "から" or "以降" or "以後" ? '[' : '(')}{low}..{high}{(both.Groups["hi"].Value is "以下" or "まで" or "以前" ? ']' : ')')}";
        if (Between().Match(text) is { Success: true } between && (type != "date" || !between.Groups["dash"].Success) && Operand(between, "a") is { } from && Operand(between, "b") is { } to)
            return $"[{from}..{to}{(between.Groups["hi"].Value == "未満" ? ')' : ']')}";
        if (OneSide().Match(text) is not { Success: true } side || Operand(side, "a") is not { } bound)
            return null;
        if (side.Groups["not"].Success)
            return $"not({bound})";
        var word = side.Groups["word"].Value;
        return word switch
        {
            "以上" or "から" or "以降" or "以後" or "~" => $">= {bound}",
            "以下" or "まで" or "以前" => $"<= {bound}",
            "未満" => $"< {bound}",
            "" => $"<= {bound}",
            _ => word.StartsWith("より", StringComparison.Ordinal) && word[2] is '小' or '少' or '短' or '低' or '安' or '前' ? $"< {bound}" : $"> {bound}",
        };

        string? Operand(Match match, string group) => PastedAmount.Literal(match.Groups[group].Value, type);
    }

    private static string? Options(string text, PastedColumn column)
    {
        if (column.Options.Count == 0)
            return null;
        if (column.Options.TryGetValue(text, out var value))
            return FeelQuote.Text(value);
        var negated = text.EndsWith("以外", StringComparison.Ordinal);
        var parts = Separator().Split(negated ? text[..^2] : text);
        if (!parts.All(part => column.Options.ContainsKey(part.Trim())))
            return null;
        var values = string.Join(", ", parts.Select(part => FeelQuote.Text(column.Options[part.Trim()])));
        return negated ? $"not({values})" : values;
    }

    /// <summary>Whether it is an expression already: it can be read, and every name in it exists. A bare word in a column of text is text.</summary>
    private static bool IsFeel(string text, bool isTests, PastedColumn column, ReadNames names)
    {
        try
        {
            FeelNode node = isTests ? FeelParser.ParseTests(text, NoScope) : FeelParser.Parse(text, NoScope);
            if (node is TestsNode { Tests: [var single] })
                node = single;
            if (column.Type == "string" && node is NameNode or NumberNode or BooleanNode)
                return false;
            return FeelReferences.Of(text, isTests, names).All(reference => names.IsName(reference.Name));
        }
        catch (FeelSyntaxException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"\A(?<a>.+?)(?<lo>以上|以降|以後|から|超|を?超え(?:る|て)?|より(?:大き|多|長|高)い)(?:で|かつ|、|,|~)?(?<b>.+?)(?<hi>未満|以下|以前|まで|より(?:小さ|少な|短|低|安)い)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Both();

    [GeneratedRegex(@"\A(?<a>.+?)(?:~|から|(?<dash>[-ー―—–‐]))(?<b>[^-~]+?|.+)(?<hi>未満|以下|まで)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"\A(?:(?<a>.+?)(?:(?<word>以上|以下|以降|以後|以前|未満|超|を?超え(?:る|て)?|より(?:大き|多|長|高|小さ|少な|短|低|安)い|より[前後]|まで|から|~)|(?<not>以外))|~(?<a>.+))\z", RegexOptions.CultureInvariant)]
    private static partial Regex OneSide();

    [GeneratedRegex(@"[、,・/\n]|または|又は", RegexOptions.CultureInvariant)]
    private static partial Regex Separator();
}
