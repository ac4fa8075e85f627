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
    private readonly IReadOnlyDictionary<PlanField, FeelScope> _rowScopes;
    private readonly (FeelExpression?[] Checks, FeelExpression?[] Hints) _guide;

    private FormPlan(ProcedureDefinition procedure, FormDefinition form, FormCompiler compiled)
    {
        Procedure = procedure;
        Form = form;
        _byId = compiled.ById;
        _rowScopes = compiled.RowScopes;
        Scope = compiled.Scope;
        Today = compiled.Today;
        Pages = compiled.Pages;
        Fields = compiled.Fields;
        Steps = compiled.Steps;
        Tables = compiled.Tables;
        Fee = compiled.Fee;
        Routing = compiled.Routing;
        PayoutAmount = compiled.PayoutAmount;
        PublicAccount = compiled.PublicAccount;
        _guide = compiled.Guide;
        RouteConditions = compiled.RouteConditions;
        DecisionSlots = new(Scope);
        SlotsNeeded = Math.Max(compiled.SlotsNeeded, DecisionSlots.SlotCount);
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

    /// <summary>The field or part at a path; a row number is ignored: <c>persons[2].name</c> and <c>persons.name</c> are the same field.</summary>
    public FieldDefinition? Field(string path) => Find(path)?.Definition;

    /// <summary>Pure: the same answers and input give the same evaluation. Never changes its arguments, never throws for anything a person can send.</summary>
    public Evaluation Evaluate(JsonObject answers, EvaluationInput input)
    {
        var state = new AnswerState(this, answers, input);
        state.Run();
        return state.Snapshot();
    }

    /// <summary>Pure: what is paid for answers that were accepted once; null when the procedure pays nothing.</summary>
    /// <param name="today">The day that <c>today</c> is.</param>
    public PayoutResult? Payout(JsonObject answers, DateOnly today)
    {
        if (Procedure.Payout is not { } payout || PayoutAmount is null)
            return null;
        if (new AnswerState(this, answers, new(today, null, []) { Accepted = true }).Settled(SlotsNeeded) is not { } frame)
            return new(null, false, null);
        var amount = PayoutAmount.Evaluate(frame);
        var isPublic = PublicAccount is { } registered && registered.Evaluate(frame).IsTrue;
        return new(amount.TryNumber(out var yen) && yen >= 0 && yen <= PayoutResult.MaxYen && decimal.Truncate(yen) == yen && !frame.IsExhausted ? (long)yen : null,
            isPublic, isPublic ? null : answers[payout.Account] as JsonObject);
    }

    /// <summary>What whoever reviews these answers has to check, and what there is to look at. A condition that cannot be told counts as met: better one look too many.</summary>
    public ReviewGuide Guide(JsonObject answers, EvaluationInput input)
    {
        if (_guide is { Checks.Length: 0, Hints.Length: 0 })
            return new([], []);
        var state = new AnswerState(this, answers, input);
        state.Run();
        return new(
            [.. Procedure.Review.Checklist.Where((_, i) => _guide.Checks[i] is not { } when || !IsFalse(when))],
            [.. Procedure.Review.Hints.Where((_, i) => _guide.Hints[i] is { } when && state.Read(when, null, 0).IsTrue)]);

        bool IsFalse(FeelExpression when) => state.Read(when, null, 0) is { IsTrue: false, IsNull: false };
    }

    /// <summary>A form being filled in: each change works out again only what it touches. The session keeps a copy of the answers.</summary>
    public FormSession Start(JsonObject answers, EvaluationInput input) => new(this, answers, input);

    /// <summary>The steps of the decision route that these answers call for, in their order; empty without a route, and where no step's condition holds.</summary>
    /// <param name="answers">Accepted ones.</param>
    /// <param name="feeYen">What the submission costs.</param>
    /// <param name="today">The day on which the decision is drafted.</param>
    public IReadOnlyList<DecisionStepDefinition> DecisionSteps(JsonObject answers, long? feeYen, DateOnly today) => DecisionSlots.Steps(this, answers, feeYen, today);

    /// <summary>JSON Schema 2020-12 of the answers that a submission may carry.</summary>
    public JsonObject AnswersSchema() => Answers.AnswersSchema.Of(this);

    internal FeelScope Scope { get; }

    internal int Today { get; }

    internal PlanPage[] Pages { get; }

    /// <summary>Top-level fields in the order of the form.</summary>
    internal PlanField[] Fields { get; }

    internal PlanStep[] Steps { get; }

    internal PlanTable[] Tables { get; }

    internal FeelExpression? Fee { get; }

    internal FeelExpression? Routing { get; }

    internal FeelExpression? PayoutAmount { get; }

    internal FeelExpression? PublicAccount { get; }

    internal FeelExpression?[] RouteConditions { get; }

    /// <summary>What the conditions of the decision route can read.</summary>
    internal DecisionSlots DecisionSlots { get; }

    internal int SlotsNeeded { get; }

    /// <summary>The field or the decision table behind a name in expressions.</summary>
    internal object? Named(string name) => _byId.GetValueOrDefault(name) is { } field ? field : Array.Find(Tables, table => table.Id == name);

    /// <summary>The names that an expression sees in the rows of a group, or outside of all groups.</summary>
    internal FeelScope ScopeOf(PlanField? group) => group is null ? Scope : _rowScopes[group];

    internal PlanField? Find(string path)
    {
        var names = path.Split('.');
        var rows = names[0].IndexOf('[');
        var top = Own(rows < 0 ? names[0] : names[0][..rows], null);
        if (top is null || names.Length == 1)
            return rows < 0 ? top : null;
        if (top.Type != FieldType.Group)
            return names.Length == 2 && rows < 0 ? Part(top, names[1]) : null;
        var inner = Own(names[1], top);
        return names.Length == 2 || inner is null ? inner : names.Length == 3 ? Part(inner, names[2]) : null;
    }

    /// <summary>The field of that id which stands in the group, or in none.</summary>
    internal PlanField? Own(string id, PlanField? group) => _byId.GetValueOrDefault(id) is { } field && field.Group == group ? field : null;

    private static PlanField? Part(PlanField whole, string name) => Array.Find(whole.Parts, part => part.Id == name);
}
