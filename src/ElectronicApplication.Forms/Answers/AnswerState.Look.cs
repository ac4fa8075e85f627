using ElectronicApplication.Feel;
using ElectronicApplication.Feel.Tables;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>Looks into the state, for those who explore a form instead of filling it in.</summary>
internal sealed partial class AnswerState
{
    public DateOnly Today => _input.Today;

    public bool IsVisible(PlanPage page) => _pageVisible[page.Index];

    public bool IsVisible(PlanField field, int row) =>
        field.Group is null ? _states[field.Index].Visible : Row(field.Group, row) is { } inside && inside.Fields[field.Index].Visible;

    /// <summary>Whether the field's own condition decides if it is there.</summary>
    public bool IsReached(PlanField field, int row) => field.Group is null ? _pageVisible[field.Page] : Row(field.Group, row) is not null;

    public bool IsAnswered(PlanField field, int row)
    {
        if (!IsVisible(field, row))
            return false;
        ref var state = ref field.Group is null ? ref _states[field.Index] : ref Row(field.Group, row)!.Fields[field.Index];
        return state.Problem is null && !IsMissing(field, state);
    }

    public bool HasIssues(PlanField field) => _states[field.Index].Issues?.Exists(issue => issue.Severity == IssueSeverity.Error) == true;

    public FeelValue Read(FeelExpression expression, PlanField? group, int row)
    {
        if (group is not null && Row(group, row) is { } inside)
            Load(group, inside);
        return expression.Evaluate(_frame);
    }

    /// <summary>A copy of the values as they stand, for expressions that read more than the form.</summary>
    public FeelFrame Copied()
    {
        var frame = new FeelFrame(_plan.SlotsNeeded);
        for (var slot = 0; slot < _plan.Scope.SlotCount; slot++)
            frame[slot] = _frame[slot];
        return frame;
    }

    /// <summary>Whether the rule of a table matches and is one of those that give the result.</summary>
    public bool Hits(PlanTable table, int row, int rule)
    {
        if (table.Group is { } group)
        {
            if (Row(group, row) is not { } inside)
                return false;
            Load(group, inside);
        }
        var decision = table.Decision!;
        var inputs = decision.Inputs.Select(input => input.Expression.Evaluate(_frame)).ToArray();
        if (!decision.Rules[rule].Matches(inputs, _frame))
            return false;
        for (var before = 0; before < rule && decision.Definition.HitPolicy == HitPolicy.First; before++)
            if (decision.Rules[before].Matches(inputs, _frame))
                return false;
        return true;
    }

    private RowState? Row(PlanField group, int row) => _states[group.Index].Rows is { } rows && row < rows.Length ? rows[row] : null;
}
