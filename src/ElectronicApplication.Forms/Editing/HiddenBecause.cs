using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Answers;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Editing;

/// <summary>Why something is not shown.</summary>
/// <param name="Target">Whose condition hides it: the field's own, that of its group, or that of its page.</param>
/// <param name="Condition">The expression.</param>
/// <param name="Rows">The rows of the condition that fail; empty when it cannot be shown as rows.</param>
/// <param name="TextJa">「品物の種類」が「その他」ではないため</param>
public sealed record HiddenReason(string Target, string Condition, IReadOnlyList<ConditionRow> Rows, string TextJa, string TextEn);

/// <summary>Says of what is hidden which condition hides it, and where that fails.</summary>
public sealed class HiddenBecause(FormPlan plan, JsonObject answers, EvaluationInput input)
{
    private readonly AnswerState _state = plan.Start(answers, input).State;

    /// <param name="path"><c>page/place</c>, a field (<c>ward</c>), a field of a row (<c>items[0].item_name</c>), or a part of either.</param>
    /// <returns>Null when it is shown, or when there is no such thing.</returns>
    public HiddenReason? Explain(string path)
    {
        if (path.StartsWith("page/", StringComparison.Ordinal))
            return Array.Find(plan.Pages, page => page.Id == path["page/".Length..]) is { } asked ? OfPage(asked) : null;
        if (plan.Find(path) is not { } found)
            return null;
        var field = found.Whole ?? found;
        var (open, close) = (path.IndexOf('['), path.IndexOf(']'));
        var row = open >= 0 && close > open && int.TryParse(path.AsSpan(open + 1, close - open - 1), out var number) && number >= 0 ? number : 0;
        return OfPage(plan.Pages[field.Page])
            ?? (field.Group is { } group ? OfField(group, 0) : null)
            ?? (_state.IsReached(field, row) ? OfField(field, row) : null);
    }

    private HiddenReason? OfPage(PlanPage page) =>
        _state.IsVisible(page) || page.Visible is null ? null : new Failing(plan, _state, null, 0).Reason("page/" + page.Id, page.Visible);

    private HiddenReason? OfField(PlanField field, int row) =>
        _state.IsVisible(field, row) || field.Visible is null ? null : new Failing(plan, _state, field.Group, row).Reason("field/" + field.Id, field.Visible);

    private sealed class Failing(FormPlan plan, AnswerState state, PlanField? group, int row)
    {
        private readonly ConditionWords _words = new(path => ConditionField.Find(plan, path));
        private readonly List<(ConditionRow Row, string Ja, string En)> _failed = [];

        public HiddenReason Reason(string target, FeelExpression condition)
        {
            if (ConditionRows.Read(condition.Text, plan) is { } rows)
                Collect(rows);
            if (_failed.Count > 0)
                return new HiddenReason(target, condition.Text, [.. _failed.Select(failed => failed.Row)],
                    string.Join("、", _failed.Select(failed => failed.Ja).Distinct()) + "ため", "because " + string.Join(" and ", _failed.Select(failed => failed.En).Distinct()));
            var read = condition.Names.Select(plan.Named).OfType<PlanField>().ToList();
            return new HiddenReason(target, condition.Text, [],
                $"条件の式が成り立たないため{(read.Count == 0 ? "" : $"（{string.Concat(read.Select(field => $"「{field.LabelJa}」"))}の回答によります）")}",
                $"because its condition does not hold{(read.Count == 0 ? "" : $" (it depends on {string.Join(", ", read.Select(field => $"“{field.LabelEn}”"))})")}");
        }

        /// <summary>Of all, those that fail; of any, every one, for each of them would have been enough.</summary>
        private bool Collect(ConditionNode node)
        {
            if (node is ConditionRow single)
                return Holds(single);
            var (at, parts) = (_failed.Count, (ConditionGroup)node);
            var held = parts.Items.Select(Collect).ToList();
            var holds = parts.All ? held.TrueForAll(one => one) : held.Contains(true);
            if (holds)
                _failed.RemoveRange(at, _failed.Count - at);
            return holds;
        }

        private bool Holds(ConditionRow condition)
        {
            var field = ConditionField.Find(plan, condition.Field)!;
            var read = (PlanField)plan.Named(condition.Field.Split('.')[0])!;
            var value = FeelExpression.Compile(condition.Field, plan.ScopeOf(group)).Expression is { } name ? state.Read(name, group, row) : FeelValue.Null;
            // Compared on a frame of its own: the frame of the form has no room for what an expression needs besides.
            var scope = new FeelScope();
            var (slot, today) = (scope.Declare("asked", FeelType.Any).Slot, scope.Declare("today", FeelType.Date).Slot);
            var feel = ConditionWriting.Feel(field with { Path = "asked" }, condition.Operator, [.. condition.Values.Select(one => ConditionValues.Write(one, field).Literal ?? "null")]);
            var compared = FeelExpression.Compile(feel, scope).Expression!;
            var frame = new FeelFrame(Math.Max(compared.SlotsNeeded, scope.SlotCount));
            (frame[slot], frame[today]) = (value, FeelValue.Of(state.Today));
            if (compared.Evaluate(frame).IsTrue)
                return true;
            _failed.Add((condition, Why(condition, read, value).Ja, Why(condition, read, value).En));
            return false;
        }

        private (string Ja, string En) Why(ConditionRow condition, PlanField read, in FeelValue value)
        {
            if (!state.IsVisible(read, row))
                return ($"「{read.LabelJa}」が表示されていない", $"“{read.LabelEn}” is not shown");
            return value.IsNull && condition.Operator is not (ConditionOperator.IsAnswered or ConditionOperator.IsNotAnswered)
                ? ($"「{ConditionField.Find(plan, condition.Field)!.LabelJa}」にまだ回答がない", $"“{ConditionField.Find(plan, condition.Field)!.LabelEn}” is not answered yet")
                : _words.Not(condition);
        }
    }
}
