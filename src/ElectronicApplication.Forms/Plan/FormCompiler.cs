using System.Runtime.ExceptionServices;
using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Plan;

/// <summary>Checks a form like a compiler does, and makes the parts of its plan. Every problem is collected with its place and a remedy.</summary>
internal sealed partial class FormCompiler
{
    private const int MaxFields = 2_000;
    private const int MaxPages = 500;
    private const int MaxTables = 500;

    /// <summary>What nobody reads to its end need not be found to its end.</summary>
    private const int MaxProblems = 200;

    /// <summary>Calculations that have to be looked into to know the type of another one, each written behind the one that reads it.</summary>
    private const int MaxChain = 64;

    /// <summary>Enough for the longest chain of the deepest expressions. A form from outside must not end the process, and an overflow of the stack cannot be caught.</summary>
    private const int StackBytes = 32 * 1024 * 1024;

    private readonly ProcedureDefinition _procedure;
    private readonly FormDefinition _form;
    private readonly List<DefinitionProblem> _problems = [];
    private readonly Dictionary<string, PlanField> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<PlanField, FeelScope> _rowScopes = [];
    private readonly HashSet<object> _inferring = [];

    /// <summary>Whoever is read by others is compiled before its turn; what was wrong with it is not told again.</summary>
    private readonly HashSet<object> _tried = [];
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

    public PlanTable[] Tables { get; private set; } = [];

    public PlanStep[] Steps { get; private set; } = [];

    public FeelExpression? Fee { get; private set; }

    public FeelExpression? Routing { get; private set; }

    public FeelExpression? PayoutAmount { get; private set; }

    public FeelExpression? PublicAccount { get; private set; }

    /// <summary>Of the steps of the decision route: null where a step is always asked.</summary>
    public FeelExpression?[] RouteConditions { get; private set; } = [];

    /// <summary>The conditions of the checks and of the hints, in their order.</summary>
    public (FeelExpression?[] Checks, FeelExpression?[] Hints) Guide { get; private set; } = ([], []);

    public int SlotsNeeded { get; private set; }

    public IReadOnlyDictionary<string, PlanField> ById => _byId;

    public IReadOnlyList<PlanField> All => _all;

    public IReadOnlyDictionary<PlanField, FeelScope> RowScopes => _rowScopes;

    public void Compile()
    {
        ExceptionDispatchInfo? problem = null;
        var thread = new Thread(() =>
        {
            try
            {
                CompileAll();
            }
            catch (Exception exception)
            {
                problem = ExceptionDispatchInfo.Capture(exception);
            }
        }, StackBytes);
        thread.Start();
        thread.Join();
        problem?.Throw();
    }

    private void CompileAll()
    {
        CheckSize();
        Stop();
        Declare();
        DeclareTables();
        // Problems with ids would only come back as a swarm of unknown names.
        Stop();
        foreach (var page in Pages)
            page.Visible = Condition(page.Definition.Visible, Scope, $"{page.JsonPath}.visible");
        foreach (var field in _all)
            CompileField(field);
        foreach (var table in Tables)
            CompileTable(table);
        if (_procedure.Fee is { } fee)
            Fee = Expression(fee.Expression, Scope, "$.fee.expression", FeelType.Number, ProcedureFile);
        if (_procedure.Routing is { } routing)
            Routing = Expression(routing.Expression, Scope, "$.routing.expression", FeelType.String, ProcedureFile);
        if (_procedure.Payout is { } payout)
            CompilePayout(payout);
        if (_procedure.DecisionRoute is { } route)
            RouteConditions = CompileRoute(route);
        CompileReview(_procedure.Review);
        Stop();
        Order();
        Stop();
        SlotsNeeded = Math.Max(SlotsNeeded, Scope.SlotCount);
    }

    private FeelExpression?[] CompileRoute(DecisionRouteDefinition route)
    {
        var scope = new DecisionSlots(Scope).Scope;
        return [.. route.Steps.Select((step, i) => step.When is { } when ? Expression(when, scope, $"$.decisionRoute.steps[{i}].when", FeelType.Boolean, ProcedureFile) : null)];
    }

    private void CompileReview(ReviewDefinition review)
    {
        Guide = (
            [.. review.Checklist.Select((check, i) => check.When is null ? null : Expression(check.When, Scope, $"$.review.checklist[{i}].when", FeelType.Boolean, ProcedureFile))],
            [.. review.Hints.Select((hint, i) => Expression(hint.When, Scope, $"$.review.hints[{i}].when", FeelType.Boolean, ProcedureFile))]);
        foreach (var id in review.Duplicates?.Fields ?? [])
            if (!_byId.TryGetValue(id, out var field) || !field.Definition.TakesAnswer)
                Report("$.review.duplicates.fields", $"「{id}」という入力項目はありません。項目の識別名に直してください。", $"There is no field '{id}' to answer. Write the id of a field.", ProcedureFile);
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
        CompileOptions(field, scope);
        CompileBounds(field, scope);
        CompileValue(field);
    }

    private void CompileOptions(PlanField field, FeelScope scope)
    {
        var (definition, path) = (field.Definition, field.JsonPath);
        if (field.Type is not (FieldType.Choice or FieldType.Choices))
            return;
        if (definition.OptionsFrom is { } from)
            field.OptionsFrom = Expression(from, scope, $"{path}.options", FeelType.List(FeelType.Any));
        if (definition.Options.Any(option => option.Visible is not null))
            field.OptionVisible = [.. definition.Options.Select((option, i) => Condition(option.Visible, scope, $"{path}.options[{i}].visible"))];
    }

    /// <summary>First and last day or time. A literal needs no FEEL around it.</summary>
    private void CompileBounds(PlanField field, FeelScope scope)
    {
        if (field.Definition.Earliest is null && field.Definition.Latest is null)
            return;
        foreach (var (text, key) in new[] { (field.Definition.Earliest, "earliest"), (field.Definition.Latest, "latest") })
        {
            if (text is null)
                continue;
            var (type, function) = field.Type == FieldType.Time ? (FeelType.Time, "time") : (FeelType.Date, "date");
            if (field.Type is not (FieldType.Date or FieldType.Period or FieldType.Time))
            {
                Report($"{field.JsonPath}.{key}", $"この種類の項目に「{key}」は書けません。消してください。", $"A field of this type takes no '{key}'. Remove it.");
                continue;
            }
            var bound = Expression(char.IsAsciiDigit(text.AsSpan().TrimStart() is [var first, ..] ? first : ' ') ? $"{function}({FeelQuote.Text(text.Length == 5 ? text + ":00" : text)})" : text, scope, $"{field.JsonPath}.{key}", type);
            if (bound?.Constant is { IsNull: true })
                Report($"{field.JsonPath}.{key}",
                    "日付は 2026-04-01、時刻は 09:00 のように書いてください。",
                    "Write a day as in 2026-04-01 and a time as in 09:00.");
            if (key == "earliest")
                field.Earliest = bound;
            else
                field.Latest = bound;
        }
        foreach (var part in field.Parts)
            (part.Earliest, part.Latest) = (field.Earliest, field.Latest);
    }

    private void CompileValue(PlanField field)
    {
        if (field.Definition.Value is not { } text || _tried.Contains(field) || IsTooDeep(field.JsonPath, FormFile) || !_inferring.Add(field))
            return;
        var expected = field.Type switch
        {
            FieldType.Calculated => FeelType.Any,
            FieldType.MyNumber or FieldType.Consent => null,
            _ => field.Definition.TakesAnswer && field.Type != FieldType.Group ? TypeOf(field) : null,
        };
        if (expected is null)
            Report($"{field.JsonPath}.value", "この種類の項目に「value」は書けません。消してください。", "A field of this type takes no 'value'. Remove it.");
        else
            field.Value = Expression(text, ScopeOf(field), $"{field.JsonPath}.value", expected);
        _inferring.Remove(field);
        _tried.Add(field);
    }

    private bool IsTooDeep(string path, string file)
    {
        if (_inferring.Count < MaxChain)
            return false;
        if (!_problems.Exists(problem => problem.Code == "chain"))
            Report(path,
                $"計算や表が {MaxChain} 段を超えて、後に書かれたものを次々に読んでいます。読まれる項目や表を先に書くか、段数を減らしてください。",
                $"More than {MaxChain} calculations or tables in a row each read one that is written later. Write what is read first, or use fewer steps.", file, "chain");
        return true;
    }

    private FeelScope ScopeOf(PlanField field) => field.Group is { } group ? _rowScopes[group] : Scope;

    private FeelExpression? Condition(string? text, FeelScope scope, string path) => text is null ? null : Expression(text, scope, path, FeelType.Boolean);

    private FeelExpression? Expression(string text, FeelScope scope, string path, FeelType expected, string file = FormFile)
    {
        var (expression, errors) = FeelExpression.Compile(text, scope);
        foreach (var error in errors)
            Report(path, $"{error.Span.Start + 1} 文字目: {error.Cause.Ja}{error.Remedy.Ja}", $"Character {error.Span.Start + 1}: {error.Cause.En} {error.Remedy.En}", file, error.Code);
        if (expression is null)
            return null;
        if (!FeelType.CanMeet(expression.Type, expected))
            Report(path,
                $"式の結果は{expected.NameJa}でなければなりませんが、{expression.Type.NameJa}です。{expected.NameJa}になる式に直してください。",
                $"The expression must yield a {expected.NameEn}, but yields a {expression.Type.NameEn}. Rewrite it.", file, "wrong-result");
        SlotsNeeded = Math.Max(SlotsNeeded, expression.SlotsNeeded);
        return expression;
    }

    private const string FormFile = "form.json";
    private const string ProcedureFile = "procedure.json";

    private void Report(string path, string ja, string en, string file = FormFile, string code = "definition")
    {
        _problems.Add(new DefinitionProblem(path, ja, en) { File = file, Code = code });
        if (_problems.Count >= MaxProblems)
            Stop();
    }

    private void Stop()
    {
        if (_problems.Count > 0)
            throw new DefinitionException(_problems);
    }
}
