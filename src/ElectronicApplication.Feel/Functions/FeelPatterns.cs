using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Feel.Functions;

/// <summary>
/// Regular expressions without back-tracking, so that no pattern and no text can make them slow, kept once built.
/// A pattern is nearly always a literal in an expression; the bound is for those that are not.
/// </summary>
internal static class FeelPatterns
{
    private const int Kept = 1_000;
    private static readonly ConcurrentDictionary<(string, string?), Regex?> Cache = new();

    public static bool IsValid(string pattern) => Get(pattern, null) is not null;

    public static Regex? Get(string pattern, string? flags)
    {
        if (Cache.TryGetValue((pattern, flags), out var known))
            return known;
        var built = Build(pattern, flags);
        if (Cache.Count < Kept)
            Cache.TryAdd((pattern, flags), built);
        return built;
    }

    private static Regex? Build(string pattern, string? flags)
    {
        if (pattern.Length > FeelLimits.PatternLength)
            return null;
        var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
        foreach (var flag in flags ?? "")
        {
            switch (flag)
            {
                case 'i': options |= RegexOptions.IgnoreCase; break;
                case 's': options |= RegexOptions.Singleline; break;
                case 'm': options |= RegexOptions.Multiline; break;
                case 'x': options |= RegexOptions.IgnorePatternWhitespace; break;
                default: return null;
            }
        }
        try
        {
            return new Regex(pattern, options);
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }
}
