namespace ElectronicApplication.Feel;

/// <summary>What becomes of findings about names and types.</summary>
public enum FeelTyping
{
    /// <summary>They are errors; there is no expression. The forms compile so.</summary>
    Strict,

    /// <summary>They are warnings beside an expression that runs; what has no meaning gives null, as DMN has it.</summary>
    Lenient,
}
