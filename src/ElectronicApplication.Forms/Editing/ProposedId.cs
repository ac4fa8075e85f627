namespace ElectronicApplication.Forms.Editing;

/// <summary>Proposes ids; people see them in expressions and files, so they say what the field is about.</summary>
public static class ProposedId
{
    private const int MaxLength = 48;

    /// <summary>ASCII snake_case that no other element has.</summary>
    /// <param name="taken">Whether an id is in use.</param>
    public static string For(string labelJa, FieldType type, Func<string, bool> taken) => Unique(FromLabel(labelJa) ?? Snake(type.ToString()), taken);

    internal static string Unique(string id, Func<string, bool> taken)
    {
        id = Cut(id);
        if (!taken(id) && !ElementIds.IsReserved(id))
            return id;
        for (var n = 2; ; n++)
            if ($"{id}_{n}" is var numbered && !taken(numbered))
                return numbered;
    }

    internal static string? FromLabel(string label)
    {
        var words = string.Concat(label.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_')).Split('_', StringSplitOptions.RemoveEmptyEntries);
        var id = string.Join('_', words);
        return id.Length > 0 && char.IsAsciiLetterLower(id[0]) ? id : null;
    }

    private static string Snake(string pascal) =>
        string.Concat(pascal.SelectMany((c, i) => char.IsAsciiLetterUpper(c) && i > 0 ? new[] { '_', char.ToLowerInvariant(c) } : [char.ToLowerInvariant(c)]));

    private static string Cut(string id) => id.Length <= MaxLength ? id : id[..(id.LastIndexOf('_', MaxLength) is var word and > 0 ? word : MaxLength)];
}
