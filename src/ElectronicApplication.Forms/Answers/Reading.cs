using ElectronicApplication.Feel;

namespace ElectronicApplication.Forms.Answers;

/// <summary>What an answer turned out to be: a value, or nothing with the code of what is wrong with it.</summary>
internal readonly record struct Reading(FeelValue Value, string? Problem = null);

/// <summary>What a field holds during one evaluation.</summary>
internal struct FieldState
{
    public FeelValue Value;
    public string? Problem;
    public bool Visible;
    public bool ReadOnly;
    public bool Locked;
}
