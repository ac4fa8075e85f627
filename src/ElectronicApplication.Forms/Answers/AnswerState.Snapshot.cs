using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>What others see of the state: one evaluation.</summary>
internal sealed partial class AnswerState
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<OptionDefinition>> NoOptions = new Dictionary<string, IReadOnlyList<OptionDefinition>>();

    public Evaluation Snapshot()
    {
        var answers = new JsonObject();
        var visiblePages = new HashSet<string>(_plan.Pages.Length, StringComparer.Ordinal);
        var paths = new SnapshotPaths();
        _issues = null;
        List<AnswerIssue>? remarks = null;
        if (_answersBroken)
            Add(new AnswerIssue("", IssueCodes.WrongType, "回答を読み取れませんでした。項目の名前の繰り返しや、壊れた文字がないか確かめてください。",
                "The answers could not be read. Please check for repeated names and broken characters.", new Dictionary<string, object?>()));
        foreach (var page in _plan.Pages)
        {
            if (_pageVisible[page.Index])
                visiblePages.Add(page.Id);
            foreach (var field in page.Fields)
            {
                ref var state = ref _states[field.Index];
                if (state.Issues is { } issues)
                    foreach (var issue in issues)
                        if (issue.Severity == IssueSeverity.Warning)
                            (remarks ??= []).Add(issue);
                        else
                            Add(issue);
                if (state.Visible)
                    Show(field, state, -1, answers, paths);
            }
        }
        Strays(paths.Visible);
        var (fee, office) = (Fee(), Office());
        if (_frame.IsExhausted && _issues is null)
            Add(new AnswerIssue("", IssueCodes.Invalid,
                "入力された件数が多く、確認が終わりませんでした。件数を減らしてください。",
                "There was too much to check. Please enter fewer rows.",
                new Dictionary<string, object?>()));
        return new Evaluation(answers, visiblePages, paths.Visible, paths.Required, _issues ?? [], fee)
        {
            Remarks = remarks ?? [],
            ReadOnly = paths.ReadOnly,
            Office = office,
            Options = paths.Options ?? NoOptions,
        };
    }

    private static void Show(PlanField field, in FieldState state, int row, JsonObject into, SnapshotPaths paths)
    {
        paths.Add(field.Path(row), state);
        if (state.Rows is { Length: > 0 } rows)
        {
            var array = new JsonArray();
            for (var i = 0; i < rows.Length; i++)
            {
                var json = new JsonObject();
                foreach (var inner in field.Fields)
                    if (rows[i].Fields[inner.Index].Visible)
                        Show(inner, rows[i].Fields[inner.Index], i, json, paths);
                array.Add((JsonNode)json);
            }
            into.Add(field.Id, array);
        }
        else if (state.Parts is { } parts)
        {
            var json = new JsonObject();
            for (var i = 0; i < parts.Length; i++)
                Show(field.Parts[i], parts[i], row, json, paths);
            if (json.Count > 0)
                into.Add(field.Id, json);
        }
        else if (Node(field, state) is { } node)
            into.Add(field.Id, node);
    }

    private static JsonNode? Node(PlanField field, in FieldState state) =>
        state.Problem is not null ? state.Sent?.DeepClone()
        : !field.HasValue && field.Whole is null || field.Type is FieldType.Attachment or FieldType.Group || IsMissing(field, state) ? null
        : FeelJson.ToNode(state.Value);

    /// <summary>Answers and files that the form does not ask for.</summary>
    private void Strays(PathSet visible)
    {
        var present = 0;
        foreach (var field in _plan.Fields)
        {
            present += Present(field, _answers);
            UnknownParts(field, _states[field.Index], _answers, -1);
        }
        if (present < _answers.Count)
            UnknownKeys(_answers, null, -1);
        foreach (var fact in _input.Attachments)
        {
            if (visible.Contains(fact.FieldPath) && _plan.Find(fact.FieldPath)?.Type == FieldType.Attachment)
                continue;
            var path = ShownText.Of(fact.FieldPath);
            if (_plan.Find(fact.FieldPath) is not { Type: FieldType.Attachment } field)
                Add(IssueMessages.Unknown(path, -1));
            else if (!_input.Draft)
                Add(IssueMessages.For(path, IssueCodes.HiddenField, field, -1));
        }
    }

    private void UnknownParts(PlanField field, in FieldState state, JsonObject answers, int row)
    {
        if (state.Parts is null || state.Problem is not null || !answers.TryGetPropertyValue(field.Id, out var node) || node is not JsonObject sent)
            return;
        foreach (var (key, _) in sent)
        {
            if (_issues?.Count >= IssueLimit)
                return;
            if (!field.Parts.Any(part => part.Id == key))
                Add(IssueMessages.Unknown($"{field.Path(row)}.{ShownText.Of(key)}", row));
        }
    }

    private void UnknownKeys(JsonObject answers, PlanField? group, int row)
    {
        foreach (var (key, _) in answers)
        {
            if (_issues?.Count >= IssueLimit)
                return;
            if (IsKnown(key, group))
                continue;
            var shown = ShownText.Of(key);
            Add(IssueMessages.Unknown(group is null ? shown : $"{group.Id}[{row}].{shown}", row));
        }
    }

    private bool IsKnown(string key, PlanField? group) =>
        _plan.Own(key, group) is { } field && (field.Definition.TakesAnswer || field.Type == FieldType.Calculated);

    private long? Fee()
    {
        if (_plan.Fee is null)
            return null;
        if (_plan.Fee.Evaluate(_frame).TryNumber(out var fee) && fee >= 0 && fee <= int.MaxValue && decimal.Truncate(fee) == fee && !_frame.IsExhausted)
            return (long)fee;
        // Nothing may be accepted at a price that nobody can name.
        if (_issues is null)
            Add(new AnswerIssue("", IssueCodes.Invalid,
                "手数料を計算できませんでした。入力内容を確かめてください。同じ表示が続くときは、窓口にお知らせください。",
                "The fee could not be calculated. Please check what you entered; if this persists, please tell the office.",
                new Dictionary<string, object?>()));
        return null;
    }

    private string? Office() => _plan.Routing?.Evaluate(_frame).AsString;
}

/// <summary>The paths of one snapshot, in the order of the form.</summary>
internal sealed class SnapshotPaths
{
    public PathSet Visible { get; } = new();

    public PathSet Required { get; } = new();

    public PathSet ReadOnly { get; } = new();

    public Dictionary<string, IReadOnlyList<OptionDefinition>>? Options { get; private set; }

    public void Add(string path, in FieldState state)
    {
        Visible.Add(path);
        if (state.Required)
            Required.Add(path);
        if (state.ReadOnly)
            ReadOnly.Add(path);
        if (state.Options is { } options)
            (Options ??= new(StringComparer.Ordinal))[path] = options;
    }
}
