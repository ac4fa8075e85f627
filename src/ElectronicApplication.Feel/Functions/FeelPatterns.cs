using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Feel.Functions;

/// <summary>
/// Regular expressions, kept once built. They run without back-tracking, so that no pattern and no text can make them slow;
/// only those with back-references, which cannot, run against the clock. A pattern is nearly always a literal in an expression;
/// the bound is for those that are not.
/// </summary>
internal static class FeelPatterns
{
    private const int Kept = 1_000;
    private static readonly TimeSpan LongestMatch = TimeSpan.FromMilliseconds(50);
    private static readonly ConcurrentDictionary<(string, string?), Regex?> Cache = new();

    /// <summary>Null when the pattern or the flags are not valid.</summary>
    public static Regex? Find(string pattern, string? flags)
    {
        if (Cache.TryGetValue((pattern, flags), out var known))
            return known;
        var built = Build(pattern, flags);
        if (Cache.Count < Kept)
            Cache.TryAdd((pattern, flags), built);
        return built;
    }

    /// <summary>Null when the time is up.</summary>
    public static FeelValue Run(Func<FeelValue> match)
    {
        try
        {
            return match();
        }
        catch (RegexMatchTimeoutException)
        {
            return FeelValue.Null;
        }
    }

    private static Regex? Build(string pattern, string? flags)
    {
        if (pattern.Length > FeelLimits.PatternLength)
            return null;
        var options = RegexOptions.CultureInvariant;
        var (dotAll, multiline, extended) = (false, false, false);
        foreach (var flag in flags ?? "")
        {
            switch (flag)
            {
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 's': dotAll = true; break;
                case 'm': multiline = true; break;
                case 'x': extended = true; break;
                default: return null;
            }
        }
        if (FeelPatternReader.Translate(pattern, dotAll, multiline, extended) is not ({ } translated, var hasReferences))
            return null;
        try
        {
            return hasReferences ? new Regex(translated, options, LongestMatch) : new Regex(translated, options | RegexOptions.NonBacktracking, LongestMatch * 20);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
