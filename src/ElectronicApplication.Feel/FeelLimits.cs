namespace ElectronicApplication.Feel;

/// <summary>Bounds that keep any expression, also a hostile one, cheap to compile and to run.</summary>
public static class FeelLimits
{
    /// <summary>UTF-16 units of one expression.</summary>
    public const int TextLength = 10_000;

    /// <summary>Levels of the syntax tree. The compiler and the compiled delegates recurse as deep.</summary>
    public const int Depth = 200;

    /// <summary>Rounds of loops, filters and list functions in one frame.</summary>
    public const int Steps = 200_000;

    /// <summary>UTF-16 units of a text that are looked at for one step.</summary>
    internal const int TextPerStep = 64;

    /// <summary>What a millisecond of matching a regular expression costs, for its time does not show in the lengths of pattern and text.</summary>
    internal const int StepsPerMillisecond = 200;

    /// <summary>UTF-16 units of a range that is read out of a text: two literals.</summary>
    internal const int RangeLength = 200;

    /// <summary>Elements of a list made by an expression.</summary>
    public const int ListLength = 20_000;

    /// <summary>UTF-16 units of a string made by an expression.</summary>
    public const int StringLength = 200_000;

    /// <summary>UTF-16 units of a regular expression.</summary>
    public const int PatternLength = 500;

    /// <summary>Calls of functions inside each other.</summary>
    public const int Calls = 100;

    /// <summary>The widest exponent, number of decimal places and the like that is calculated with.</summary>
    public const int Exponent = 10_000;
}
