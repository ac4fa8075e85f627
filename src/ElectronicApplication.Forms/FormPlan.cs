using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms;

/// <summary>
/// A form compiled once per version: typed expressions, the order in which they depend on each other, ready patterns.
/// Immutable and safe for concurrent use.
/// </summary>
public sealed class FormPlan
{
    private readonly IReadOnlyDictionary<string, PlanField> _byId;

    private FormPlan(ProcedureDefinition procedure, FormDefinition form, FormCompiler compiled)
    {
        Procedure = procedure;
        Form = form;
        _byId = compiled.ById;
        Scope = compiled.Scope;
        Today = compiled.Today;
        Pages = compiled.Pages;
        Fields = compiled.Fields;
        Steps = compiled.Steps;
        Fee = compiled.Fee;
        SlotsNeeded = compiled.SlotsNeeded;
        foreach (var field in Fields)
            Answerable += field.Definition.TakesAnswer ? 1 : 0;
    }

    public ProcedureDefinition Procedure { get; }

    public FormDefinition Form { get; }

    /// <exception cref="DefinitionException">Something in the definition cannot work; every problem is listed with its JSON path and a remedy.</exception>
    public static FormPlan Compile(ProcedureDefinition procedure, FormDefinition form)
    {
        var compiler = new FormCompiler(procedure, form);
        compiler.Compile();
        return new FormPlan(procedure, form, compiler);
    }

    /// <summary>The field at a path; a row number is ignored: <c>persons[2].name</c> and <c>persons.name</c> are the same field.</summary>
    public FieldDefinition? Field(string path) => Find(path)?.Definition;

    /// <summary>Pure: the same answers and input give the same evaluation. Never changes its arguments, never throws for anything a person can send.</summary>
    public Evaluation Evaluate(JsonObject answers, EvaluationInput input) => new EvaluationRun(this, answers, input).Run();

    /// <summary>JSON Schema 2020-12 of the answers that a submission may carry.</summary>
    public JsonObject AnswersSchema() => Answers.AnswersSchema.Of(this);

    internal FeelScope Scope { get; }

    internal int Today { get; }

    internal PlanPage[] Pages { get; }

    /// <summary>Top-level fields in the order of the form.</summary>
    internal PlanField[] Fields { get; }

    internal PlanStep[] Steps { get; }

    internal FeelExpression? Fee { get; }

    internal int SlotsNeeded { get; }

    /// <summary>How many top-level fields can stand in an answer.</summary>
    internal int Answerable { get; }

    internal PlanField? Find(string path)
    {
        var bracket = path.IndexOf('[');
        var point = path.IndexOf('.');
        if (bracket < 0 && point < 0)
            return _byId.GetValueOrDefault(path) is { Group: null } top ? top : null;
        var groupId = path[..(bracket >= 0 && (point < 0 || bracket < point) ? bracket : point)];
        if (point < 0)
            return null;
        return _byId.GetValueOrDefault(path[(point + 1)..]) is { Group: { } group } field && group.Id == groupId ? field : null;
    }
}
