using System.Text.Json;
using System.Text.Json.Nodes;
using ElectronicApplication.Feel;
using ElectronicApplication.Forms.Plan;

namespace ElectronicApplication.Forms.Answers;

/// <summary>
/// What a form holds for one set of answers. Settled first, in the order of dependencies: what exists, and its value. Judged then,
/// each field by itself: whether it is required, what is wrong with it. Either can be done again for one field alone.
/// </summary>
internal sealed partial class AnswerState
{
    private readonly FormPlan _plan;
    private readonly JsonObject _answers;
    private readonly EvaluationInput _input;
    private readonly FieldState[] _states;
    private readonly bool[] _pageVisible;
    private readonly bool _answersBroken;
    private FeelFrame _frame;

    public AnswerState(FormPlan plan, JsonObject answers, EvaluationInput input)
    {
        _plan = plan;
        _answers = Readable(answers) ? answers : [];
        _answersBroken = !ReferenceEquals(_answers, answers);
        _input = input;
        _frame = new FeelFrame(plan.SlotsNeeded);
        _frame[plan.Today] = FeelValue.Of(input.Today);
        _states = new FieldState[plan.Fields.Length];
        _pageVisible = new bool[plan.Pages.Length];
    }

    public void Run()
    {
        foreach (var step in _plan.Steps)
            Settle(step);
        foreach (var field in _plan.Fields)
            Judge(field);
    }

    /// <summary>The names of the plan with their values, for expressions that are not part of it; it has not lost a part of its budget.</summary>
    /// <returns>Null when settling used up the budget.</returns>
    public FeelFrame? Settled(int slots)
    {
        foreach (var step in _plan.Steps)
            Settle(step);
        var frame = new FeelFrame(Math.Max(slots, _plan.SlotsNeeded));
        for (var slot = 0; slot < _plan.Scope.SlotCount; slot++)
            frame[slot] = _frame[slot];
        return _frame.IsExhausted ? null : frame;
    }

    /// <summary>True when what others read of it has changed.</summary>
    private bool Settle(in PlanStep step) => step.Field is { } field ? Settle(field)
        : step.Table is { } table ? Settle(table)
        : Settle(step.Page!);

    private bool Settle(PlanPage page)
    {
        var visible = page.Visible is null || page.Visible.Evaluate(_frame).IsTrue;
        var changed = _pageVisible[page.Index] != visible;
        _pageVisible[page.Index] = visible;
        return changed;
    }

    private bool Settle(PlanTable table) => Put(table.Slot, table.Decision!.Evaluate(_frame));

    private bool Settle(PlanField field, int onlyRow = -1)
    {
        ref var state = ref _states[field.Index];
        var visible = (_pageVisible[field.Page] && (field.Visible is null || field.Visible.Evaluate(_frame).IsTrue)) || IsAccepted(field, _answers);
        var changed = state.Visible != visible;
        if (onlyRow < 0 || !visible || state.Rows is null)
            state = new FieldState { Issues = state.Issues };
        state.Visible = visible;
        if (!field.HasValue)
            return changed;
        if (visible && field.Type == FieldType.Group)
            SettleRows(field, ref state, onlyRow);
        else if (visible)
            Fill(field, ref state, _answers, row: -1);
        return Put(field.Slot, state.Value) | changed;
    }

    private bool IsAccepted(PlanField field, JsonObject answers) => _input.Accepted && answers.ContainsKey(field.Id);

    private bool Put(int slot, in FeelValue value)
    {
        var changed = FeelValue.AreEqual(_frame[slot], value) is not true;
        _frame[slot] = value;
        return changed;
    }

    /// <summary>Where the value comes from: the card, the form's own calculation, the person, or the value that stands there until the person answers.</summary>
    private void Fill(PlanField field, ref FieldState state, JsonObject answers, int row)
    {
        if (field.HasMovingOptions)
            state.Options = MovingOptions.Of(field, _frame);
        JsonNode? card = null;
        if (row < 0 && _input.Locked is { } locked && locked.TryGetPropertyValue(field.Id, out card) && card is not null && !field.Definition.IsComposite)
        {
            var reading = AnswerReader.Read(card, field, state.Options);
            // The card says what it says; where the form cannot take it, that is the author's to mend, not the person's.
            state.Value = reading.Problem is null ? reading.Value : FeelValue.Of(FeelJson.Echo(card)?.ToString());
            (state.Locked, state.ReadOnly) = (true, true);
            return;
        }
        if (field.Type == FieldType.Calculated)
        {
            state.Value = field.Value!.Evaluate(_frame);
            state.ReadOnly = true;
            // Another day or card may lead to another result; the same one has its type back.
            if (_input.Accepted && answers.TryGetPropertyValue(field.Id, out var accepted) && !JsonNode.DeepEquals(FeelJson.ToNode(state.Value), accepted))
                state.Value = AcceptedValue.Of(accepted, field.Value.Type);
            return;
        }
        if (field.Type == FieldType.Attachment)
        {
            state.Value = AttachmentNames(field.Path(row));
            return;
        }
        JsonNode? node;
        if (_input.Accepted)
            answers.TryGetPropertyValue(field.Id, out node);
        else if (field.Value is not null && field.ReadOnly is not null && field.ReadOnly.Evaluate(_frame).IsTrue)
        {
            node = FeelJson.ToNode(field.Value.Evaluate(_frame));
            state.ReadOnly = true;
        }
        else if (!answers.TryGetPropertyValue(field.Id, out node) && field.Value is not null)
            node = FeelJson.ToNode(field.Value.Evaluate(_frame));
        if (field.Definition.IsComposite)
            FillParts(field, ref state, node, CardParts(field, card));
        else
            Take(field, ref state, node);
        if (field.Type == FieldType.Choices && state.Value.IsNull)
            state.Value = FeelValue.Of(FeelList.Empty);
    }

    private void Take(PlanField field, ref FieldState state, JsonNode? node)
    {
        (state.Value, state.Problem, state.Limit) = AnswerReader.Read(node, field, state.Options);
        if (state.Problem is not null && _input.Accepted)
            (state.Value, state.Problem) = (AcceptedValue.Of(node, FeelType.Any), null);
        if (state.Problem is not null)
            state.Sent = FeelJson.Echo(node);
    }

    private void FillParts(PlanField field, ref FieldState state, JsonNode? node, JsonObject? card)
    {
        var sent = node as JsonObject;
        if (sent is not null ? !Readable(sent) : !AnswerReader.IsBlank(node))
            (state.Problem, sent) = (IssueCodes.WrongType, null);
        var parts = state.Parts = new FieldState[field.Parts.Length];
        FeelValue[]? values = null;
        for (var i = 0; i < parts.Length; i++)
        {
            ref var part = ref parts[i];
            part.Visible = true;
            JsonNode? given = null;
            if (card is not null && card.TryGetPropertyValue(field.Parts[i].Id, out given))
                (part.Locked, part.ReadOnly) = (true, true);
            else
                sent?.TryGetPropertyValue(field.Parts[i].Id, out given);
            part.ReadOnly |= state.ReadOnly;
            Take(field.Parts[i], ref part, given);
            if (!part.Value.IsNull)
                (values ??= new FeelValue[field.PartsType!.Shape.Count])[i] = part.Value;
        }
        if (values is not null)
            state.Value = FeelValue.Of(Composites.Context(field, values));
    }

    /// <summary>The card writes a name in one piece with a space in it; without a space all of it is the family name.</summary>
    private static JsonObject? CardParts(PlanField field, JsonNode? card)
    {
        if (card is JsonObject parts)
            return Readable(parts) ? parts : null;
        if (field.Type != FieldType.PersonName || FeelJson.Echo(card)?.ToString().Trim() is not { Length: > 0 } name)
            return null;
        var space = name.AsSpan().IndexOfAny(' ', '　');
        var split = new JsonObject { ["family"] = space < 0 ? name : name[..space] };
        if (space > 0)
            split["given"] = name[(space + 1)..].Trim();
        return split;
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
