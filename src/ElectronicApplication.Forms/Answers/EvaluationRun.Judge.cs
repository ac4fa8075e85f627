using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

internal sealed partial class EvaluationRun
{
    private const int IssueLimit = 200;
    private const int ShownKeyLength = 64;

    private readonly List<AnswerIssue> _issues = [];
    private readonly PathSet _visible = new();
    private readonly PathSet _required = new();
    private readonly PathSet _readOnly = new();
    private readonly bool _answersBroken;
    private List<(PlanField Group, int Row)>? _brokenRows;
    private int _matchedAttachments;

    private Evaluation Judge()
    {
        if (_answersBroken)
            _issues.Add(IssueMessages.For("", IssueCodes.WrongType, FieldType.Text, "回答", "Answers", -1));
        var normalised = new JsonObject();
        var visiblePages = new HashSet<string>(_plan.Pages.Length, StringComparer.Ordinal);
        var present = 0;
        foreach (var page in _plan.Pages)
        {
            if (_pageVisible[page.Index])
                visiblePages.Add(page.Id);
            foreach (var field in page.Fields)
            {
                present += Present(field, _answers);
                ref var state = ref _states[field.Index];
                if (!state.Visible)
                    Hidden(field, _answers, -1);
                else if (field.Type == FieldType.Group)
                    JudgeGroup(field, ref state, normalised);
                else
                    JudgeField(field, ref state, -1, _answers, normalised);
            }
        }
        if (present < _answers.Count)
            UnknownKeys(_answers, null, -1);
        if (_matchedAttachments < _input.Attachments.Count)
            StrayAttachments();
        var fee = Fee();
        if (_frame.IsExhausted && _issues.Count == 0)
            Add(new AnswerIssue("", IssueCodes.Invalid,
                "入力された件数が多く、確認が終わりませんでした。件数を減らしてください。",
                "There was too much to check. Please enter fewer rows.",
                new Dictionary<string, object?>()));
        return new Evaluation(normalised, visiblePages, _visible, _required, _issues, fee) { ReadOnly = _readOnly };
    }

    private void JudgeField(PlanField field, ref FieldState state, int row, JsonObject answers, JsonObject normalised)
    {
        var path = field.Path(row);
        _visible.Add(path);
        if (!field.HasValue)
            return;
        var required = field.Definition.Required || (field.RequiredWhen is not null && field.RequiredWhen.Evaluate(_frame).IsTrue);
        if (required)
            _required.Add(path);
        if (state.ReadOnly || (field.ReadOnly is not null && field.ReadOnly.Evaluate(_frame).IsTrue))
            _readOnly.Add(path);
        if (state.Problem is not null)
        {
            answers.TryGetPropertyValue(field.Id, out var sent);
            if (FeelJson.Echo(sent) is { } echo)
                normalised.Add(field.Id, echo);
            Issue(field, row, state.Problem, state.Problem == IssueCodes.TooLong ? field.MaxGraphemes : null);
            return;
        }
        if (field.Type == FieldType.Attachment)
        {
            JudgeAttachments(field, path, required, row);
            return;
        }
        var missing = state.Value.IsNull || state.Value.AsList is { Count: 0 } || (field.Type == FieldType.Consent && !state.Value.IsTrue);
        if (missing)
        {
            if (required)
                Issue(field, row, field.Type == FieldType.Consent ? IssueCodes.ConsentMissing : IssueCodes.Required);
            return;
        }
        normalised.Add(field.Id, FeelJson.ToNode(state.Value));
        if (!state.Locked && Mistake(field, state.Value, row))
            return;
        Rules(field, row);
    }

    private void JudgeGroup(PlanField group, ref FieldState state, JsonObject normalised)
    {
        _visible.Add(group.Id);
        var required = group.Definition.Required || (group.RequiredWhen is not null && group.RequiredWhen.Evaluate(_frame).IsTrue);
        var min = Math.Max(group.Definition.MinRows, required ? 1 : 0);
        if (min > 0)
            _required.Add(group.Id);
        if (group.ReadOnly is not null && group.ReadOnly.Evaluate(_frame).IsTrue)
            _readOnly.Add(group.Id);
        var rows = _rows[group.Index] ?? [];
        if (state.Problem is not null)
            Issue(group, -1, state.Problem, state.Problem == IssueCodes.TooManyRows ? group.Definition.MaxRows : null);
        else if (rows.Length < min)
            Issue(group, -1, IssueCodes.TooFewRows, min);
        if (rows.Length == 0)
            return;
        var sent = (JsonArray)_answers[group.Id]!;
        var normalisedRows = new JsonArray();
        for (var i = 0; i < rows.Length; i++)
        {
            var row = new JsonObject();
            JudgeRow(group, rows[i]!, i, sent[i] as JsonObject, row);
            normalisedRows.Add((JsonNode)row);
        }
        normalised.Add(group.Id, normalisedRows);
        if (state.Problem is null)
            Rules(group, -1);
    }

    private void JudgeRow(PlanField group, FieldState[] states, int row, JsonObject? sent, JsonObject normalised)
    {
        if (_brokenRows is not null && _brokenRows.Contains((group, row)))
        {
            Add(IssueMessages.For($"{group.Id}[{row}]", IssueCodes.WrongType, FieldType.Group, group.LabelJa, group.LabelEn, -1));
            sent = null;
        }
        sent ??= [];
        foreach (var field in group.Fields)
            if (field.HasValue)
                _frame[field.Slot] = states[field.Index].Value;
        var present = 0;
        foreach (var field in group.Fields)
        {
            present += Present(field, sent);
            ref var state = ref states[field.Index];
            if (state.Visible)
                JudgeField(field, ref state, row, sent, normalised);
            else
                Hidden(field, sent, row);
        }
        if (present < sent.Count)
            UnknownKeys(sent, group, row);
    }

    private void Rules(PlanField field, int row)
    {
        for (var i = 0; i < field.Valid.Length; i++)
        {
            if (!field.Valid[i].Evaluate(_frame).IsFalse)
                continue;
            var message = field.Definition.Valid[i].Message;
            var arguments = new Dictionary<string, object?> { ["label"] = field.LabelJa };
            if (row >= 0)
                arguments["row"] = row + 1;
            Add(new AnswerIssue(field.Path(row), IssueCodes.Invalid, message.Ja, message.For("en"), arguments));
        }
    }

    private long? Fee()
    {
        if (_plan.Fee is null)
            return null;
        if (_plan.Fee.Evaluate(_frame).TryNumber(out var fee) && fee >= 0 && fee <= int.MaxValue && decimal.Truncate(fee) == fee && !_frame.IsExhausted)
            return (long)fee;
        // Nothing may be accepted at a price that nobody can name.
        if (_issues.Count == 0)
            Add(new AnswerIssue("", IssueCodes.Invalid,
                "手数料を計算できませんでした。入力内容を確かめてください。同じ表示が続くときは、窓口にお知らせください。",
                "The fee could not be calculated. Please check what you entered; if this persists, please tell the office.",
                new Dictionary<string, object?>()));
        return null;
    }

    /// <summary>A hidden answer is no part of a submission. A draft keeps it aside, in case the field comes back.</summary>
    private void Hidden(PlanField field, JsonObject answers, int row)
    {
        if (!_input.Draft && field.Definition.TakesAnswer && answers.TryGetPropertyValue(field.Id, out var node) && !AnswerReader.IsBlank(node))
            Issue(field, row, IssueCodes.HiddenField);
    }

    // Calculated values come back with what a client got from an evaluation; they are simply replaced.
    private static int Present(PlanField field, JsonObject answers) =>
        (field.Definition.TakesAnswer || field.Type == FieldType.Calculated) && answers.ContainsKey(field.Id) ? 1 : 0;

    private void UnknownKeys(JsonObject answers, PlanField? group, int row)
    {
        foreach (var (key, _) in answers)
        {
            if (_issues.Count >= IssueLimit)
                return;
            if (IsKnown(key, group))
                continue;
            var shown = Shown(key);
            Add(IssueMessages.For(group is null ? shown : $"{group.Id}[{row}].{shown}", IssueCodes.UnknownField, FieldType.Text, shown, shown, row));
        }
    }

    private bool IsKnown(string key, PlanField? group) =>
        _plan.Find(group is null ? key : $"{group.Id}.{key}") is { } field && (field.Definition.TakesAnswer || field.Type == FieldType.Calculated);

    private void Issue(PlanField field, int row, string code, object? limit = null, object? actual = null)
    {
        if (_issues.Count < IssueLimit)
            _issues.Add(IssueMessages.For(field.Path(row), code, field.Type, field.LabelJa, field.LabelEn, row, limit, actual));
    }

    private void Add(AnswerIssue issue)
    {
        if (_issues.Count < IssueLimit)
            _issues.Add(issue);
    }
}
