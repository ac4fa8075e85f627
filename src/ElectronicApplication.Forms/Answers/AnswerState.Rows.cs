using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>The rows of groups. All rows share the slots of their fields, so whoever works on a row loads it first.</summary>
internal sealed partial class AnswerState
{
    private void SettleRows(PlanField group, ref FieldState state, int onlyRow)
    {
        var array = Sent(group, ref state);
        var count = array is null ? 0 : Math.Min(array.Count, group.Definition.MaxRows);
        if (array is not null && count < array.Count)
            state.Problem = IssueCodes.TooManyRows;
        var kept = onlyRow >= 0 && state.Rows is { } before && before.Length == count ? before : null;
        var rows = kept ?? new RowState[count];
        var contexts = new FeelValue[count];
        for (var i = 0; i < count; i++)
        {
            if (kept is not null && i != onlyRow)
            {
                contexts[i] = state.Value.AsList![i];
                continue;
            }
            var row = array![i] as JsonObject;
            var readable = row is not null && Readable(row);
            rows[i] = Row(group, readable ? row! : [], i);
            rows[i].IsBroken = !readable;
            contexts[i] = FeelValue.Of(Context(group, rows[i]));
        }
        state.Rows = rows;
        state.Value = count == 0 ? FeelValue.Of(FeelList.Empty) : FeelValue.Of(new FeelList(contexts));
    }

    private JsonArray? Sent(PlanField group, ref FieldState state)
    {
        if (!_answers.TryGetPropertyValue(group.Id, out var node) || node is null)
            return null;
        if (node is JsonArray array)
            return array;
        state.Problem = AnswerReader.IsBlank(node) ? null : IssueCodes.WrongType;
        return null;
    }

    private RowState Row(PlanField group, JsonObject answers, int row)
    {
        var result = new RowState(group.Fields.Length);
        foreach (var field in group.Fields)
            if (field.HasValue)
                _frame[field.Slot] = FeelValue.Null;
        foreach (var (field, table) in group.Order)
        {
            if (field is null)
            {
                _frame[table!.Slot] = table.Decision!.Evaluate(_frame);
                continue;
            }
            ref var state = ref result.Fields[field.Index];
            state.Visible = field.Visible is null || field.Visible.Evaluate(_frame).IsTrue || IsAccepted(field, answers);
            if (!state.Visible || !field.HasValue)
                continue;
            Fill(field, ref state, answers, row);
            _frame[field.Slot] = state.Value;
        }
        return result;
    }

    private static FeelContext Context(PlanField group, RowState row)
    {
        var values = new FeelValue[group.RowShape!.Count];
        var at = 0;
        foreach (var field in group.Fields)
            if (field.HasValue)
                values[at++] = row.Fields[field.Index].Value;
        return new FeelContext(group.RowShape, values);
    }

    private void Load(PlanField group, RowState row)
    {
        foreach (var (field, table) in group.Order)
            if (table is not null)
                _frame[table.Slot] = table.Decision!.Evaluate(_frame);
            else if (field!.HasValue)
                _frame[field.Slot] = row.Fields[field.Index].Value;
    }
}
