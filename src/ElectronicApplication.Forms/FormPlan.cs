using System.Text.Json.Nodes;

namespace ElectronicApplication.Forms;

/// <summary>
/// A form compiled once per version: typed expressions, the order in which they depend on each other, ready patterns.
/// Immutable and safe for concurrent use.
/// </summary>
public sealed class FormPlan
{
    public required ProcedureDefinition Procedure { get; init; }

    public required FormDefinition Form { get; init; }

    /// <exception cref="DefinitionException">Something in the definition cannot work; every problem is listed with its JSON path and a remedy.</exception>
    public static FormPlan Compile(ProcedureDefinition procedure, FormDefinition form) => throw new NotImplementedException();

    /// <summary>The field at a path; a row number is ignored: <c>persons[2].name</c> finds <c>persons.name</c>.</summary>
    public FieldDefinition? Field(string path) => throw new NotImplementedException();

    /// <summary>Pure: the same answers and input give the same evaluation. Never changes its arguments, never throws for anything a person can send.</summary>
    public Evaluation Evaluate(JsonObject answers, EvaluationInput input) => throw new NotImplementedException();

    /// <summary>JSON Schema 2020-12 of the answers that a submission may carry.</summary>
    public JsonObject AnswersSchema() => throw new NotImplementedException();
}
