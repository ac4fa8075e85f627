using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Feel.Functions;

/// <summary>Functions with regular expressions (table 74), which are those of XPath. An invalid one gives null.</summary>
internal static class PatternFunctions
{
    private const int CallSteps = 100;

    public static FeelValue Matches(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Matches(frame, arguments, null);

    public static FeelValue Replace(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Replace(frame, arguments, null);

    public static FeelValue Split(FeelFrame frame, ReadOnlySpan<FeelValue> arguments) => Split(frame, arguments, null);

    /// <summary>The function with a pattern that never changes.</summary>
    public static FeelFunction With(Regex regex, FeelFunction function) => function with
    {
        Body = function.Name switch
        {
            "matches" => (FeelMany)((frame, arguments) => Matches(frame, arguments, regex)),
            "replace" => (FeelMany)((frame, arguments) => Replace(frame, arguments, regex)),
            _ => (FeelMany)((frame, arguments) => Split(frame, arguments, regex)),
        },
    };

    private static FeelValue Matches(FeelFrame frame, ReadOnlySpan<FeelValue> arguments, Regex? known) =>
        Run(frame, arguments, 2, known, static (text, regex) => FeelValue.Of(regex.IsMatch(text)));

    private static FeelValue Replace(FeelFrame frame, ReadOnlySpan<FeelValue> arguments, Regex? known)
    {
        if (arguments[2].AsString is not { } replacement || !frame.SpendText(replacement.Length))
            return FeelValue.Null;
        return Run(frame, arguments, 3, known, (text, regex) =>
        {
            // XPath refuses a pattern that also matches nothing at all.
            if (regex.IsMatch("") || Replacement(replacement, regex.GetGroupNumbers().Length - 1) is not { } parts)
                return FeelValue.Null;
            var result = new StringBuilder();
            var at = 0;
            foreach (var match in regex.Matches(text).Cast<Match>())
            {
                result.Append(text, at, match.Index - at);
                foreach (var (literal, group) in parts)
                    result.Append(group < 0 ? literal : match.Groups[group].Value);
                at = match.Index + match.Length;
                if (result.Length > FeelLimits.StringLength)
                    break;
            }
            return StringFunctions.Bounded(frame, result.Append(text, at, text.Length - at).ToString());
        });
    }

    private static FeelValue Split(FeelFrame frame, ReadOnlySpan<FeelValue> arguments, Regex? known) =>
        Run(frame, arguments, 2, known, (text, regex) =>
        {
            if (regex.IsMatch(""))
                return FeelValue.Null;
            var parts = new List<FeelValue>();
            var at = 0;
            foreach (var match in regex.Matches(text).Cast<Match>())
            {
                parts.Add(FeelValue.Of(text[at..match.Index]));
                at = match.Index + match.Length;
                if (parts.Count > FeelLimits.ListLength)
                    break;
            }
            parts.Add(FeelValue.Of(text[at..]));
            return ListFunctions.Made(frame, parts);
        });

    private static FeelValue Run(FeelFrame frame, ReadOnlySpan<FeelValue> arguments, int flagsAt, Regex? known, Func<string, Regex, FeelValue> match)
    {
        var flags = arguments.Length > flagsAt ? arguments[flagsAt] : FeelValue.Null;
        if (arguments[0].AsString is not { } text || arguments[1].AsString is not { } pattern || (!flags.IsNull && flags.AsString is null)
            || !frame.Spend(CallSteps) || !frame.SpendText(text.Length * 4))
            return FeelValue.Null;
        var started = Stopwatch.GetTimestamp();
        try
        {
            return (known ?? FeelPatterns.Find(pattern, flags.AsString)) is { } regex ? match(text, regex) : FeelValue.Null;
        }
        catch (RegexMatchTimeoutException)
        {
            frame.Spend(int.MaxValue);
            return FeelValue.Null;
        }
        finally
        {
            frame.Spend((int)Stopwatch.GetElapsedTime(started).TotalMilliseconds * FeelLimits.StepsPerMillisecond);
        }
    }

    /// <summary>
    /// The literal parts and the numbers of groups (-1 for a literal) of a replacement: <c>$1</c> takes as many digits as there are groups
    /// for, <c>\$</c> and <c>\\</c> stand for themselves; null when it is written otherwise.
    /// </summary>
    private static List<(string Literal, int Group)>? Replacement(string text, int groups)
    {
        var parts = new List<(string, int)>();
        var literal = new StringBuilder();
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is not ('$' or '\\'))
            {
                literal.Append(text[i]);
                continue;
            }
            if (++i == text.Length || (text[i - 1] == '\\' ? text[i] is not ('$' or '\\') : !char.IsAsciiDigit(text[i])))
                return null;
            if (text[i - 1] == '\\')
            {
                literal.Append(text[i]);
                continue;
            }
            var group = text[i] - '0';
            for (; i + 1 < text.Length && char.IsAsciiDigit(text[i + 1]) && group * 10 + text[i + 1] - '0' <= groups; i++)
                group = group * 10 + text[i + 1] - '0';
            parts.Add((literal.ToString(), -1));
            literal.Clear();
            // A group that the pattern does not have is empty.
            parts.Add(("", group <= groups ? group : -1));
        }
        parts.Add((literal.ToString(), -1));
        return parts;
    }
}
