namespace ElectronicApplication.Core.Submissions;

/// <summary>The languages in which the program speaks to applicants: the citizen's pages and the mails.</summary>
public static class ApplicantLanguage
{
    public const string Japanese = "ja";

    /// <summary>やさしい日本語.</summary>
    public const string Easy = "ja-easy";

    public const string English = "en";

    public static IReadOnlyList<string> All { get; } = [Japanese, Easy, English];

    public static bool IsKnown(string? code) => code is not null && All.Contains(code);
}
