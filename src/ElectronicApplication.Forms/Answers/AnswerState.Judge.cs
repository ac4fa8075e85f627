using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

internal sealed partial class AnswerState
{
    private const int IssueLimit = 200;

    // Where the issues of the field under judgement go.
    private List<AnswerIssue>? _issues;

    private void Judge(PlanField field, int onlyRow = -1)
    {
        ref var state = ref _states[field.Index];
        _issues = null;
        if (!state.Visible)
            Hidden(field, _answers, -1);
        else if (field.Type == FieldType.Group)
            JudgeGroup(field, ref state, onlyRow);
        else
            JudgeField(field, ref state, -1);
        state.Issues = _issues;
    }

    private void JudgeField(PlanField field, ref FieldState state, int row)
    {
        if (!field.HasValue)
            return;
        state.Required = field.Definition.Required || (field.RequiredWhen is not null && field.RequiredWhen.Evaluate(_frame).IsTrue);
        if (!state.ReadOnly && field.ReadOnly is not null)
            state.ReadOnly = field.ReadOnly.Evaluate(_frame).IsTrue;
        if (state.Problem is not null)
            Issue(field, row, state.Problem, state.Limit ?? (state.Problem == IssueCodes.TooLong ? field.MaxGraphemes : null));
        else if (field.Type == FieldType.Attachment)
            JudgeAttachments(field, ref state, row);
        else if (state.Parts is not null)
            JudgeParts(field, ref state, row);
        else if (IsMissing(field, state))
        {
            if (state.Required)
                Issue(field, row, field.Type == FieldType.Consent ? IssueCodes.ConsentMissing : IssueCodes.Required);
        }
        else if (field.Type == FieldType.Calculated && !FeelJson.Fits(state.Value))
            Issue(field, row, IssueCodes.NotCalculable);
        else if (state.Locked || !Mistake(field, state.Value, row))
            Rules(field, row);
    }

    private static bool IsMissing(PlanField field, in FieldState state) =>
        state.Value.IsNull || state.Value.AsList is { Count: 0 } || (field.Type == FieldType.Consent && !state.Value.IsTrue);

    /// <summary>A part is needed when the whole is required, or has been begun.</summary>
    private void JudgeParts(PlanField field, ref FieldState state, int row)
    {
        var begun = !state.Value.IsNull || state.Parts!.Any(part => part.Problem is not null);
        var (sound, accused) = (true, false);
        for (var i = 0; i < field.Parts.Length; i++)
        {
            ref var part = ref state.Parts![i];
            var plan = field.Parts[i];
            part.Required = plan.Definition.Required && (state.Required || begun);
            part.ReadOnly |= state.ReadOnly;
            if (part.Problem is not null)
                Issue(plan, row, part.Problem, part.Limit ?? (part.Problem == IssueCodes.TooLong ? plan.MaxGraphemes : null));
            else if (part.Value.IsNull ? part.Required : !part.Locked && Mistake(plan, part.Value, row))
                accused |= part.Value.IsNull && Found(plan, row, IssueCodes.Required);
            else
                continue;
            sound = false;
        }
        if (state.Required && !begun && !accused)
            Issue(field, row, IssueCodes.Required);
        else if (sound && begun && !(field.Type == FieldType.Period && Reversed(field, state, row)))
            Rules(field, row);
    }

    private bool Reversed(PlanField field, in FieldState state, int row) =>
        state.Value.AsContext is { } period && FeelValue.Compare(period["from"], period["to"]) > 0 && Found(field, row, IssueCodes.PeriodReversed);

    private void JudgeGroup(PlanField group, ref FieldState state, int onlyRow)
    {
        state.Required = group.Definition.Required || (group.RequiredWhen is not null && group.RequiredWhen.Evaluate(_frame).IsTrue);
        var min = Math.Max(group.Definition.MinRows, state.Required ? 1 : 0);
        state.Required = min > 0;
        state.ReadOnly = group.ReadOnly is not null && group.ReadOnly.Evaluate(_frame).IsTrue;
        var rows = state.Rows ?? [];
        if (state.Problem is not null)
            Issue(group, -1, state.Problem, state.Problem == IssueCodes.TooManyRows ? group.Definition.MaxRows : null);
        else if (rows.Length < min)
            Issue(group, -1, IssueCodes.TooFewRows, min);
        if (rows.Length == 0)
            return;
        var ofGroup = _issues;
        var sent = (JsonArray)_answers[group.Id]!;
        for (var i = 0; i < rows.Length; i++)
        {
            if (onlyRow >= 0 && i != onlyRow)
                continue;
            _issues = null;
            JudgeRow(group, rows[i], i, sent[i] as JsonObject);
            rows[i].Issues = _issues;
        }
        _issues = ofGroup;
        foreach (var row in rows)
            if (row.Issues is { } issues)
                foreach (var issue in issues)
                    Add(issue);
        if (state.Problem is null)
            Rules(group, -1);
    }

    private void JudgeRow(PlanField group, RowState row, int index, JsonObject? sent)
    {
        if (row.IsBroken)
        {
            Add(IssueMessages.For($"{group.Id}[{index}]", IssueCodes.WrongType, group, -1));
            sent = null;
        }
        sent ??= [];
        Load(group, row);
        var present = 0;
        foreach (var field in group.Fields)
        {
            present += Present(field, sent);
            ref var state = ref row.Fields[field.Index];
            if (state.Visible)
                JudgeField(field, ref state, index);
            else
                Hidden(field, sent, index);
            UnknownParts(field, state, sent, index);
        }
        if (present < sent.Count)
            UnknownKeys(sent, group, index);
    }

    private void Rules(PlanField field, int row)
    {
        for (var i = 0; i < field.Valid.Length; i++)
        {
            if (!field.Valid[i].Evaluate(_frame).IsFalse)
                continue;
            var (_, message, severity) = field.Definition.Valid[i];
            var arguments = new Dictionary<string, object?> { ["label"] = field.LabelJa };
            if (row >= 0)
                arguments["row"] = row + 1;
            Add(new AnswerIssue(field.Path(row), IssueCodes.Invalid, message.Ja, message.For("en"), arguments) { MessageEasy = message.For("ja-easy"), Severity = severity });
        }
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

    private bool Found(PlanField field, int row, string code, object? limit = null, object? actual = null)
    {
        Issue(field, row, code, limit is decimal number ? Plain(number) : limit, actual);
        return true;
    }

    private void Issue(PlanField field, int row, string code, object? limit = null, object? actual = null) =>
        Add(IssueMessages.For(field.Path(row), code, field, row, limit, actual));

    private void Add(AnswerIssue issue)
    {
        _issues ??= [];
        if (_issues.Count < IssueLimit)
            _issues.Add(issue);
    }

    private static object Plain(decimal number) => decimal.Truncate(number) == number && Math.Abs(number) < long.MaxValue ? (long)number : number;
}
