using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>Checks a form like a compiler does, and makes the parts of its plan. Every problem is collected with its place and a remedy.</summary>
internal sealed partial class FormCompiler
{
    private const int MaxFields = 2_000;

    private readonly ProcedureDefinition _procedure;
    private readonly FormDefinition _form;
    private readonly List<DefinitionProblem> _problems = [];
    private readonly Dictionary<string, PlanField> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<PlanField, FeelScope> _rowScopes = [];
    private readonly HashSet<PlanField> _inferring = [];
    private readonly List<PlanField> _all = [];

    public FormCompiler(ProcedureDefinition procedure, FormDefinition form)
    {
        _procedure = procedure;
        _form = form;
        Today = Scope.Declare("today", FeelType.Date).Slot;
    }

    public FeelScope Scope { get; } = new();

    public int Today { get; }

    public PlanPage[] Pages { get; private set; } = [];

    public PlanField[] Fields { get; private set; } = [];

    public PlanStep[] Steps { get; private set; } = [];

    public FeelExpression? Fee { get; private set; }

    public int SlotsNeeded { get; private set; }

    public IReadOnlyDictionary<string, PlanField> ById => _byId;

    public void Compile()
    {
        Declare();
        // Problems with ids would only come back as a swarm of unknown names.
        Stop();
        foreach (var page in Pages)
            page.Visible = Condition(page.Definition.Visible, Scope, $"{page.JsonPath}.visible");
        foreach (var field in _all)
            CompileField(field);
        if (_procedure.Fee is { } fee)
            Fee = Expression(fee.Expression, Scope, "$.fee.expression", FeelType.Number);
        Stop();
        Steps = Ordered();
        Stop();
        SlotsNeeded = Math.Max(SlotsNeeded, Scope.SlotCount);
    }

    private void CompileField(PlanField field)
    {
        var (definition, scope, path) = (field.Definition, ScopeOf(field), field.JsonPath);
        field.Visible = Condition(definition.Visible, scope, $"{path}.visible");
        field.RequiredWhen = Condition(definition.RequiredWhen, scope, $"{path}.required");
        field.ReadOnly = Condition(definition.ReadOnly, scope, $"{path}.readOnly");
        field.Valid = new FeelExpression[definition.Valid.Count];
        for (var i = 0; i < definition.Valid.Count; i++)
            if (Condition(definition.Valid[i].Expression, scope, $"{path}.valid[{i}].expression") is { } rule)
                field.Valid[i] = rule;
        CompileValue(field);
    }

    private void CompileValue(PlanField field)
    {
        if (field.Definition.Value is not { } text || field.Value is not null || !_inferring.Add(field))
            return;
        var expected = field.Type switch
        {
            FieldType.Calculated => FeelType.Any,
            FieldType.Group or FieldType.Attachment or FieldType.Heading or FieldType.Guidance or FieldType.Consent => null,
            _ => TypeOf(field),
        };
        if (expected is null)
            Report($"{field.JsonPath}.value", "この種類の項目に「value」は書けません。消してください。", "A field of this type takes no 'value'. Remove it.");
        else
            field.Value = Expression(text, ScopeOf(field), $"{field.JsonPath}.value", expected);
        _inferring.Remove(field);
    }

    private FeelScope ScopeOf(PlanField field) => field.Group is { } group ? _rowScopes[group] : Scope;

    private FeelExpression? Condition(string? text, FeelScope scope, string path) => text is null ? null : Expression(text, scope, path, FeelType.Boolean);

    private FeelExpression? Expression(string text, FeelScope scope, string path, FeelType expected)
    {
        var (expression, errors) = FeelExpression.Compile(text, scope);
        foreach (var error in errors)
            Report(path, $"{error.Span.Start + 1} 文字目: {error.Cause.Ja}{error.Remedy.Ja}", $"Character {error.Span.Start + 1}: {error.Cause.En} {error.Remedy.En}");
        if (expression is null)
            return null;
        if (!FeelType.CanMeet(expression.Type, expected))
            Report(path,
                $"式の結果は{expected.NameJa}でなければなりませんが、{expression.Type.NameJa}です。{expected.NameJa}になる式に直してください。",
                $"The expression must yield a {expected.NameEn}, but yields a {expression.Type.NameEn}. Rewrite it.");
        SlotsNeeded = Math.Max(SlotsNeeded, expression.SlotsNeeded);
        return expression;
    }

    /// <summary>What FEEL sees behind the name of a field.</summary>
    private FeelType TypeOf(PlanField field)
    {
        switch (field.Type)
        {
            case FieldType.Integer or FieldType.Yen:
                return FeelType.Number;
            case FieldType.YesNo or FieldType.Consent:
                return FeelType.Boolean;
            case FieldType.Date:
                return FeelType.Date;
            case FieldType.Choices or FieldType.Attachment:
                return FeelType.List(FeelType.String);
            case FieldType.Calculated:
                CompileValue(field);
                return field.Value?.Type ?? FeelType.Any;
            case FieldType.Group:
                var members = new FeelContextType(field.Fields.Where(inner => inner.HasValue).Select(inner => (inner.Id, TypeOf(inner))));
                return FeelType.List(members);
            default:
                return FeelType.String;
        }
    }

    private void Report(string path, string ja, string en) => _problems.Add(new DefinitionProblem(path, ja, en));

    private void Stop()
    {
        if (_problems.Count > 0)
            throw new DefinitionException(_problems);
    }
}
