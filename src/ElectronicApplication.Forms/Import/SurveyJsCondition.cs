using System.Text;
using System.Text.RegularExpressions;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Import;

/// <summary>
/// SurveyJS conditions such as <c>{kind} = 'b' and {age} >= 18</c> in FEEL: comparisons, empty and notempty, contains and anyof, and, or,
/// not and brackets. Functions and calculations give null.
/// </summary>
internal sealed partial class SurveyJsCondition
{
    private static readonly Dictionary<string, string> Comparisons = new(StringComparer.OrdinalIgnoreCase)
    {
        ["="] = "=", ["=="] = "=", ["equal"] = "=", ["<>"] = "!=", ["!="] = "!=", ["notequal"] = "!=",
        [">"] = ">", ["greater"] = ">", [">="] = ">=", ["greaterorequal"] = ">=", ["<"] = "<", ["less"] = "<", ["<="] = "<=", ["lessorequal"] = "<=",
    };

    private readonly List<string> _tokens;
    private readonly Func<string, (string Id, string Type)?> _id;
    private int _at;

    private SurveyJsCondition(List<string> tokens, Func<string, (string Id, string Type)?> id) => (_tokens, _id) = (tokens, id);

    /// <param name="id">Our id for a name of theirs, and the type that the field has become.</param>
    public static string? ToFeel(string text, Func<string, (string Id, string Type)?> id)
    {
        var tokens = new List<string>();
        var end = 0;
        foreach (Match match in Token().Matches(text))
        {
            if (text[end..match.Index].Trim().Length > 0)
                return null;
            tokens.Add(match.Value);
            end = match.Index + match.Length;
        }
        if (text[end..].Trim().Length > 0)
            return null;
        var condition = new SurveyJsCondition(tokens, id);
        return condition.Any() is { } feel && condition._at == tokens.Count ? feel : null;
    }

    private string? Any() => Joined("or", All, ["or", "||"]);

    private string? All() => Joined("and", One, ["and", "&&"]);

    private string? Joined(string word, Func<string?> part, string[] spellings)
    {
        if (part() is not { } first)
            return null;
        var text = new StringBuilder(first);
        while (_at < _tokens.Count && spellings.Contains(_tokens[_at], StringComparer.OrdinalIgnoreCase))
        {
            _at++;
            if (part() is not { } next)
                return null;
            text.Append(' ').Append(word).Append(' ').Append(next);
        }
        return text.ToString();
    }

    private string? One()
    {
        switch (Next()?.ToLowerInvariant())
        {
            case "(":
                return Any() is { } inner && Next() == ")" ? $"({inner})" : null;
            case "!" or "not" or "negate":
                return One() is { } negated ? $"not({negated})" : null;
            case { } name when name[0] == '{':
                return _id(_tokens[_at - 1][1..^1].Trim()) is var (id, type) ? Test(id, type) : null;
            default:
                return null;
        }
    }

    private string? Test(string id, string type)
    {
        var word = Next()?.ToLowerInvariant();
        // What nobody has chosen is an empty list, not nothing.
        var isList = type is "choices" or "group" or "attachment";
        if (word is "notempty")
            return isList ? $"count({id}) > 0" : $"is defined({id})";
        if (word is "empty")
            return isList ? $"count({id}) = 0" : $"not(is defined({id}))";
        if (word is null || Value() is not { } value)
            return null;
        var isSeveral = value[0] == '(';
        // How SurveyJS compares texts with days and times, and lists with each other, cannot be said in the same words.
        if (type is "date" or "time" or "group" or "attachment")
            return null;
        return Comparisons.TryGetValue(word, out var comparison) ? isList || isSeveral ? null : $"{id} {comparison} {value}"
            : word is "contains" or "contain" ? isSeveral ? null : isList ? $"list contains({id}, {value})" : $"contains({id}, {value})"
            : word is "anyof" && isSeveral ? isList ? $"some v in {id} satisfies v in {value}" : $"{id} in {value}"
            : null;
    }

    private string? Value()
    {
        var token = Next();
        if (token == "[")
        {
            var items = new List<string>();
            while (_at < _tokens.Count && _tokens[_at] != "]")
            {
                if (_tokens[_at] == ",")
                    _at++;
                else if (Value() is { } item)
                    items.Add(item);
                else
                    return null;
            }
            return Next() == "]" && items.Count > 0 ? $"({string.Join(", ", items)})" : null;
        }
        return token is null ? null
            : token[0] is '\'' or '"' ? FeelQuote.Text(token[1..^1])
            : token is "true" or "false" || char.IsAsciiDigit(token[0]) || token[0] == '-' ? token
            : null;
    }

    private string? Next() => _at < _tokens.Count ? _tokens[_at++] : null;

    [GeneratedRegex("""\{[^{}]+\}|'[^']*'|"[^"]*"|-?[0-9]+(?:\.[0-9]+)?|<=|>=|<>|!=|==|&&|\|\||[=<>()!,\[\]]|[A-Za-z]+""")]
    private static partial Regex Token();
}
