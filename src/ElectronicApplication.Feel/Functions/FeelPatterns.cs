using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using ElectronicApplication.Feel.Binding;

namespace ElectronicApplication.Feel.Functions;

/// <summary>
/// Regular expressions, kept once built. They run without back-tracking, so that no pattern and no text can make them slow;
/// only those with back-references, which cannot, run against the clock. A pattern is nearly always a literal, which its expression
/// keeps by itself; here it is shared among expressions.
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
        // Whoever fills it with patterns that nobody asks for again must not shut out all later ones.
        if (Cache.Count >= Kept)
            Cache.Clear();
        Cache.TryAdd((pattern, flags), built);
        return built;
    }

    /// <summary>What a call matches with when pattern and flags are literals; null otherwise, and when they are not valid.</summary>
    public static Regex? Of(BoundCall call) =>
        call.Function.TakesPattern && call.Arguments[1] is BoundConstant { Value.AsString: { } pattern }
        && call.Arguments.ElementAtOrDefault(call.Function.FlagsAt) is null or BoundConstant { Value: { IsNull: true } or { AsString: not null } }
            ? Find(pattern, (call.Arguments.ElementAtOrDefault(call.Function.FlagsAt) as BoundConstant)?.Value.AsString)
            : null;

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
