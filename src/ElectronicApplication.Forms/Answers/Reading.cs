using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Answers;

/// <summary>What an answer turned out to be: a value, or nothing with the code of what is wrong with it and what the message needs to say it.</summary>
internal readonly record struct Reading(FeelValue Value, string? Problem = null, object? Limit = null);

/// <summary>What a field, or a part of a composite field, holds.</summary>
internal struct FieldState
{
    public FeelValue Value;
    public string? Problem;
    public object? Limit;

    /// <summary>What was sent, as far as it can be given back, while <see cref="Problem"/> says that it is wrong.</summary>
    public System.Text.Json.Nodes.JsonNode? Sent;

    /// <summary>Of a composite field; null while it is hidden.</summary>
    public FieldState[]? Parts;

    /// <summary>Of a group.</summary>
    public RowState[]? Rows;

    /// <summary>The options that can be chosen now, where they move with other answers.</summary>
    public IReadOnlyList<OptionDefinition>? Options;

    public List<AnswerIssue>? Issues;
    public bool Visible;
    public bool Required;
    public bool ReadOnly;
    public bool Locked;
}

/// <summary>One row of a group.</summary>
internal sealed class RowState(int fields)
{
    public FieldState[] Fields { get; } = new FieldState[fields];

    public List<AnswerIssue>? Issues { get; set; }

    /// <summary>What stands in its place cannot be read as a row.</summary>
    public bool IsBroken { get; set; }
}
