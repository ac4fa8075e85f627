namespace ElectronicApplication.Forms;

/// <summary>
/// A decision table (DMN 1.5, chapter 8). Its id is a name in expressions and stands for the result on the current answers:
/// one output gives its value, several give a context; hit policies with several hits give lists.
/// </summary>
public sealed class TableDefinition
{
    public required string Id { get; init; }
    public LocalizedText? Label { get; init; }

    /// <summary><c>U</c> (default), <c>A</c>, <c>P</c>, <c>F</c>, <c>R</c>, <c>O</c>, <c>C</c>, <c>C+</c>, <c>C#</c>, <c>C&lt;</c>, <c>C&gt;</c>.</summary>
    public required string HitPolicy { get; init; }

    /// <summary>The table is used in the rows of this group and sees the fields of the row.</summary>
    public string? Group { get; init; }
    public required IReadOnlyList<TableInput> Inputs { get; init; }
    public required IReadOnlyList<TableOutput> Outputs { get; init; }
    public required IReadOnlyList<TableRule> Rules { get; init; }
}

/// <param name="Expression">FEEL; usually the id of a field.</param>
/// <param name="Type"><c>string</c>, <c>number</c>, <c>boolean</c>, <c>date</c> ...; null to take the type of the expression.</param>
/// <param name="Values">Unary tests that every value meets, as in <c>"a", "b"</c> or <c>[0..150]</c>; null to take the options or limits of the field.</param>
public sealed record TableInput(string Expression, LocalizedText? Label, string? Type, string? Values);

/// <param name="Name">Needed only when there are several outputs.</param>
/// <param name="Values">Allowed values; for P and O highest priority first.</param>
/// <param name="Default">FEEL; the value when no rule matches.</param>
public sealed record TableOutput(string? Name, LocalizedText? Label, string? Type, string? Values, string? Default);

/// <param name="When">A unary test for each input; <c>-</c> for any.</param>
/// <param name="Then">A FEEL expression for each output.</param>
public sealed record TableRule(IReadOnlyList<string> When, IReadOnlyList<string> Then, string? Note);
