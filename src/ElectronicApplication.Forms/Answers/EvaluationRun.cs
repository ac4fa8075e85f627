using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>
/// One evaluation. First, in the order of dependencies, what exists and what it holds; then, in the order of the form,
/// what is required, what is wrong, and the normalised answers.
/// </summary>
internal sealed partial class EvaluationRun
{
    private readonly FormPlan _plan;
    private readonly JsonObject _answers;
    private readonly EvaluationInput _input;
    private readonly FeelFrame _frame;
    private readonly FieldState[] _states;
    private readonly FieldState[]?[]?[] _rows;
    private readonly bool[] _pageVisible;

    public EvaluationRun(FormPlan plan, JsonObject answers, EvaluationInput input)
    {
        _plan = plan;
        _answers = Readable(answers) ? answers : [];
        _answersBroken = !ReferenceEquals(_answers, answers);
        _input = input;
        _frame = new FeelFrame(plan.SlotsNeeded);
        _states = new FieldState[plan.Fields.Length];
        _rows = new FieldState[]?[]?[plan.Fields.Length];
        _pageVisible = new bool[plan.Pages.Length];
    }

    public Evaluation Run()
    {
        _frame[_plan.Today] = FeelValue.Of(_input.Today);
        foreach (var (page, field) in _plan.Steps)
        {
            if (page is not null)
                _pageVisible[page.Index] = page.Visible is null || page.Visible.Evaluate(_frame).IsTrue;
            else
                Settle(field!);
        }
        return Judge();
    }

    private void Settle(PlanField field)
    {
        ref var state = ref _states[field.Index];
        state.Visible = _pageVisible[field.Page] && (field.Visible is null || field.Visible.Evaluate(_frame).IsTrue);
        if (!state.Visible || !field.HasValue)
            return;
        if (field.Type == FieldType.Group)
            state.Value = Rows(field, ref state);
        else
            Fill(field, ref state, _answers, row: -1);
        _frame[field.Slot] = state.Value;
    }

    /// <summary>Where the value comes from: the card, the form's own calculation, the person, or the value that stands there until the person answers.</summary>
    private void Fill(PlanField field, ref FieldState state, JsonObject answers, int row)
    {
        if (row < 0 && _input.Locked is { } locked && locked.TryGetPropertyValue(field.Id, out var card) && card is not null)
        {
            var reading = AnswerReader.Read(card, field);
            // The card says what it says; where the form cannot take it, that is the author's to mend, not the person's.
            state.Value = reading.Problem is null ? reading.Value : FeelValue.Of(FeelJson.Echo(card)?.ToString());
            (state.Locked, state.ReadOnly) = (true, true);
            return;
        }
        if (field.Type == FieldType.Calculated)
        {
            state.Value = field.Value!.Evaluate(_frame);
            state.ReadOnly = true;
            return;
        }
        if (field.Type == FieldType.Attachment)
        {
            state.Value = AttachmentNames(field.Path(row));
            return;
        }
        if (field.Value is not null && field.ReadOnly is not null && field.ReadOnly.Evaluate(_frame).IsTrue)
        {
            state.Value = Suggested(field);
            state.ReadOnly = true;
            return;
        }
        if (answers.TryGetPropertyValue(field.Id, out var node))
            (state.Value, state.Problem) = AnswerReader.Read(node, field);
        else if (field.Value is not null)
            state.Value = Suggested(field);
        if (field.Type == FieldType.Choices && state.Value.IsNull)
            state.Value = FeelValue.Of(FeelList.Empty);
    }

    /// <summary>A value made by the form goes through the same reading as one that a person sends.</summary>
    private FeelValue Suggested(PlanField field) => AnswerReader.Read(FeelJson.ToNode(field.Value!.Evaluate(_frame)), field).Value;

    private FeelValue Rows(PlanField group, ref FieldState state)
    {
        if (!_answers.TryGetPropertyValue(group.Id, out var node) || node is null)
            return FeelValue.Of(FeelList.Empty);
        if (node is not JsonArray array)
        {
            state.Problem = AnswerReader.IsBlank(node) ? null : IssueCodes.WrongType;
            return FeelValue.Of(FeelList.Empty);
        }
        var count = Math.Min(array.Count, group.Definition.MaxRows);
        if (count < array.Count)
            state.Problem = IssueCodes.TooManyRows;
        var rows = new FieldState[]?[count];
        var contexts = new FeelValue[count];
        for (var i = 0; i < count; i++)
        {
            var row = array[i] as JsonObject;
            var readable = row is not null && Readable(row);
            rows[i] = Row(group, readable ? row! : [], i);
            contexts[i] = FeelValue.Of(Context(group, rows[i]!));
            if (!readable)
                (_brokenRows ??= []).Add((group, i));
        }
        _rows[group.Index] = rows;
        return FeelValue.Of(new FeelList(contexts));
    }

    private FieldState[] Row(PlanField group, JsonObject answers, int row)
    {
        var states = new FieldState[group.Fields.Length];
        foreach (var field in group.Fields)
            if (field.HasValue)
                _frame[field.Slot] = FeelValue.Null;
        foreach (var field in group.Order)
        {
            ref var state = ref states[field.Index];
            state.Visible = field.Visible is null || field.Visible.Evaluate(_frame).IsTrue;
            if (!state.Visible || !field.HasValue)
                continue;
            Fill(field, ref state, answers, row);
            _frame[field.Slot] = state.Value;
        }
        return states;
    }

    private static FeelContext Context(PlanField group, FieldState[] states)
    {
        var values = new FeelValue[group.RowShape!.Count];
        var at = 0;
        foreach (var field in group.Fields)
            if (field.HasValue)
                values[at++] = states[field.Index].Value;
        return new FeelContext(group.RowShape, values);
    }

    private FeelValue AttachmentNames(string path)
    {
        List<FeelValue>? names = null;
        foreach (var fact in _input.Attachments)
            if (fact.FieldPath == path)
                (names ??= []).Add(FeelValue.Of(fact.Name));
        return FeelValue.Of(names is null ? FeelList.Empty : new FeelList([.. names]));
    }

    /// <summary>An object that came with the same key twice, or with half a surrogate pair in a key, throws when it is first looked into.</summary>
    private static bool Readable(JsonObject json)
    {
        try
        {
            return json.Count >= 0;
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidOperationException or JsonException)
        {
            return false;
        }
    }
}
