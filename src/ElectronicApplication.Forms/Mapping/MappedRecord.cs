using System.Text.Json.Nodes;
using ElectronicApplication.Forms.Mapping.Characters;

namespace ElectronicApplication.Forms.Mapping;

/// <summary>What one target receives for one submission.</summary>
/// <param name="Data">Through the target's character set, where it names one.</param>
/// <param name="Text">The same as a record of a file; null without a layout.</param>
/// <param name="Losses">What is not as it was typed.</param>
public sealed record MappedRecord(JsonObject Data, RecordText? Text, IReadOnlyList<CharacterLoss> Losses);

/// <summary>Which of the answers a mapping reads.</summary>
public enum MappingItemSet
{
    /// <summary>The newest revision, as corrected.</summary>
    Reviewed,

    /// <summary>As they arrived first.</summary>
    Filed,

    /// <summary>As another portal's package or a migration brought them.</summary>
    Imported,
}

/// <summary>Of what a target is told.</summary>
public enum MappingOccasion { Submission, Correction, Withdrawal, Decision }
