using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>One change: a walk along the order of evaluation that stops only at what has to be looked at again.</summary>
internal sealed partial class AnswerState
{
    private enum Need : byte { None, Row, All }

    private bool[]? _unsettled;
    private Need[]? _unjudged;

    public FormChange Change(PlanField changed, int row)
    {
        RenewBudget();
        var unsettled = _unsettled ??= new bool[_plan.Steps.Length];
        _unjudged ??= new Need[_plan.Fields.Length];
        unsettled[changed.Step] = true;
        var pages = false;
        // Whoever reads something stands behind it, so one pass is enough.
        for (var i = changed.Step; i < unsettled.Length; i++)
        {
            if (!unsettled[i])
                continue;
            unsettled[i] = false;
            var step = _plan.Steps[i];
            if (step.Field is { } field)
                Resettle(field, field == changed ? row : -1);
            else if (Settle(step))
            {
                pages |= step.Page is not null;
                Touch(step.Page is { } page ? page.Fields.Select(inside => inside.Step) : step.Table!.Readers, step.Table?.Judges ?? []);
            }
        }
        return new FormChange(Rejudge(row), pages);
    }

    private void Resettle(PlanField field, int onlyRow)
    {
        _unjudged![field.Index] = onlyRow < 0 ? Need.All : Need.Row;
        if (Settle(field, onlyRow))
            Touch(field.Readers, field.Judges);
    }

    private void Touch(IEnumerable<int> steps, int[] fields)
    {
        foreach (var step in steps)
            _unsettled![step] = true;
        foreach (var field in fields)
            _unjudged![field] = Need.All;
    }

    private List<FieldChange> Rejudge(int row)
    {
        var changes = new List<FieldChange>();
        for (var i = 0; i < _unjudged!.Length; i++)
        {
            if (_unjudged[i] is var need && need == Need.None)
                continue;
            _unjudged[i] = Need.None;
            var field = _plan.Fields[i];
            Judge(field, need == Need.Row ? row : -1);
            ref readonly var state = ref _states[i];
            changes.Add(new FieldChange(field.Id, state.Visible, state.Required, state.ReadOnly, state.Issues ?? (IReadOnlyList<AnswerIssue>)[]));
        }
        return changes;
    }

    // A form may be changed as often as one likes; what is bounded is the work of one change.
    private void RenewBudget()
    {
        var frame = new Feel.FeelFrame(_plan.SlotsNeeded);
        for (var slot = 0; slot < _plan.Scope.SlotCount; slot++)
            frame[slot] = _frame[slot];
        _frame = frame;
    }
}
