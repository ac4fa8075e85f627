using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Conditions;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Exploration;

/// <summary>One answer that can be varied.</summary>
internal sealed record Variable(string Path, PlanField Field, FieldCandidates Candidates);

/// <summary>Everything that expressions depend on, directly or through other fields, pages and tables.</summary>
internal sealed class Reach
{
    private readonly FormPlan _plan;
    private readonly HashSet<PlanField> _fields = [];
    private readonly HashSet<PlanTable> _tables = [];
    private readonly HashSet<FeelExpression> _expressions = [];
    private readonly HashSet<PlanField> _calculatedWith = [];
    private readonly Constants _constants = new();

    public Reach(FormPlan plan, Branch branch)
    {
        _plan = plan;
        if (branch.Field is { } field)
            AddPresence(field);
        else if (branch.Page is { } page)
            Add(page.Visible);
        if (branch.Table is { } table)
            Add(table);
        Add(branch.Expression);
    }

    public Reach(FormPlan plan, params IEnumerable<FeelExpression> expressions)
    {
        _plan = plan;
        foreach (var expression in expressions)
            Add(expression);
    }

    public IEnumerable<PlanField> Fields => _fields;

    /// <summary>How much had to be looked through to find it.</summary>
    public int Size => _fields.Count + 10 * _expressions.Count;

    public Constants Constants => _constants;

    /// <summary>What can be varied; inside a group its first row.</summary>
    public List<Variable> Variables(PlanField? group, DateOnly today, Func<PlanField, IReadOnlyList<System.Text.Json.Nodes.JsonNode?>> rows)
    {
        var variables = new List<Variable>();
        foreach (var field in _plan.Fields.SelectMany(field => field.Fields.Prepend(field)).Where(_fields.Contains))
            if (!field.Definition.TakesAnswer || (field == group) || (field.Group is not null && field.Group != group))
                continue;
            else if (field.Type == FieldType.Group)
                variables.Add(new Variable(field.Id, field, new FieldCandidates(rows(field), false)));
            else
                variables.Add(new Variable(field.Path(field.Group is null ? -1 : 0), field, FieldSamples.Of(field, _constants, !_calculatedWith.Contains(field), today)));
        return variables;
    }

    private void Add(PlanField field)
    {
        if (!_fields.Add(field))
            return;
        AddPresence(field);
        Add(field.Value);
        Add(field.OptionsFrom);
        foreach (var option in field.OptionVisible ?? [])
            Add(option);
        if (field.Value is not null && field.Type != FieldType.Calculated)
            Add(field.ReadOnly);
        if (field.Type == FieldType.Group)
            foreach (var inner in field.Fields)
                Add(inner);
    }

    private void AddPresence(PlanField field)
    {
        Add(_plan.Pages[field.Page].Visible);
        Add(field.Visible);
        Add(field.Group?.Visible);
    }

    private void Add(PlanTable table)
    {
        if (!_tables.Add(table))
            return;
        foreach (var input in table.Definition.Inputs)
            _constants.Add(input.Expression);
        foreach (var cell in table.Definition.Rules.SelectMany(rule => rule.When))
            _constants.Add(cell);
        foreach (var name in table.Decision!.Names)
            Add(_plan.Named(name), calculated: true);
    }

    private void Add(FeelExpression? expression)
    {
        if (expression is null || !_expressions.Add(expression))
            return;
        _constants.Add(expression);
        var plain = Condition.Of(expression, id => _plan.Named(id) as PlanField).IsPlain;
        foreach (var name in expression.Names)
            Add(_plan.Named(name), calculated: !plain);
    }

    private void Add(object? named, bool calculated)
    {
        if (named is PlanTable table)
            Add(table);
        if (named is not PlanField field)
            return;
        if (calculated)
            _calculatedWith.Add(field);
        Add(field);
    }
}
