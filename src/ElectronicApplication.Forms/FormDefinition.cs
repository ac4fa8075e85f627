namespace ElectronicApplication.Forms;

/// <summary>The pages and fields of a form (様式): <c>form.json</c>.</summary>
public sealed class FormDefinition
{
    public required IReadOnlyList<PageDefinition> Pages { get; init; }

    /// <summary>Decision tables that expressions use by their id.</summary>
    public IReadOnlyList<TableDefinition> Tables { get; init; } = [];

    /// <exception cref="DefinitionException">The file is not a form; every problem is listed.</exception>
    public static FormDefinition Parse(ReadOnlyMemory<byte> json) => Definitions.FormReader.Read(json);
}

public sealed class PageDefinition
{
    public required string Id { get; init; }
    public required LocalizedText Title { get; init; }
    public LocalizedText? Guidance { get; init; }

    /// <summary>FEEL; the page exists only when it is true.</summary>
    public string? Visible { get; init; }
    public required IReadOnlyList<FieldDefinition> Fields { get; init; }
}
