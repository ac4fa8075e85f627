using System.Text;
using ElectronicApplication.Forms.Answers;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Proposes ids; people see them in expressions and files, so they say what the field is about.</summary>
public static class ProposedId
{
    private const int MaxLength = 48;
    private const int MaxWords = 5;

    /// <summary>ASCII snake_case that no other element has: 世帯主の氏名 becomes <c>household_head_name</c>, what cannot be read the name of the type.</summary>
    public static string For(string labelJa, FieldType type, IEnumerable<string> taken)
    {
        var all = taken.ToHashSet(StringComparer.Ordinal);
        return For(labelJa, type, all.Contains);
    }

    /// <inheritdoc cref="For(string, FieldType, IEnumerable{string})"/>
    public static string For(string labelJa, FieldType type, Func<string, bool> taken)
    {
        var id = FromLabel(labelJa);
        return Unique(id is null ? Snake(type) : char.IsAsciiLetterLower(id[0]) ? id : $"{Snake(type)}_{id}", taken);
    }

    internal static string Unique(string id, Func<string, bool> taken)
    {
        id = id.Length <= MaxLength ? id : id[..(id.LastIndexOf('_', MaxLength) is var word and > 0 ? word : MaxLength)];
        if (!taken(id) && !ElementIds.IsReserved(id))
            return id;
        for (var n = 2; ; n++)
            if ($"{id}_{n}" is var numbered && !taken(numbered))
                return numbered;
    }

    /// <summary>Null when the label says nothing that can be written in ASCII; may begin with a digit.</summary>
    internal static string? FromLabel(string label)
    {
        var text = WithoutBrackets(KanaText.ToKatakana(PastedAmount.Narrow(label)));
        var words = new List<string>();
        for (var at = 0; at < text.Length && words.Count < MaxWords;)
            if (IdWords.Longest(text, at) is { Length: > 0 } known)
            {
                words.AddRange(known.Word.Length > 0 ? known.Word.Split('_') : []);
                at += known.Length;
            }
            else if (char.IsAsciiLetterOrDigit(text[at]))
                words.Add(Run(text, ref at, char.IsAsciiLetterOrDigit).ToLowerInvariant());
            else if (IsKana(text[at]))
                words.Add(Romaji.Of(KanaRun(text, ref at)));
            else
                at++;
        var id = string.Join('_', words.Where(word => word.Length > 0));
        return id.Length == 0 ? null : id;
    }

    private static string Run(string text, ref int at, Func<char, bool> belongs)
    {
        var start = at;
        while (at < text.Length && belongs(text[at]))
            at++;
        return text[start..at];
    }

    /// <summary>Kana up to the next word that is known.</summary>
    private static string KanaRun(string text, ref int at)
    {
        var start = at;
        do
            at++;
        while (at < text.Length && IsKana(text[at]) && IdWords.Longest(text, at).Length < 2);
        return text[start..at];
    }

    /// <summary>What stands in brackets explains; it does not name.</summary>
    private static string WithoutBrackets(string text)
    {
        var (plain, depth) = (new StringBuilder(text.Length), 0);
        foreach (var c in text)
            if (c is '(' or '（' or '[' or '【')
                depth++;
            else if (c is ')' or '）' or ']' or '】')
                depth = Math.Max(0, depth - 1);
            else if (depth == 0)
                plain.Append(c);
        return plain.ToString();
    }

    private static bool IsKana(char c) => c is >= 'ァ' and <= 'ヺ' or 'ー';

    private static string Snake(FieldType type) =>
        string.Concat(type.ToString().SelectMany((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? new[] { '_', char.ToLowerInvariant(c) } : [char.ToLowerInvariant(c)]));
}
