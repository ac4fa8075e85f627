using System.Text;
using System.Text.RegularExpressions;

namespace ElectronicApplication.Forms.Exploration;

/// <summary>
/// A short text that a pattern takes. Understands what authors write for numbers and codes: letters, classes, groups, alternatives,
/// counts. Anything else gives null; what comes out has been held against the pattern.
/// </summary>
internal sealed class PatternSample
{
    private readonly string _pattern;
    private int _at;

    private PatternSample(string pattern) => _pattern = pattern;

    public static string? Of(string pattern, Regex regex, int minLength)
    {
        try
        {
            var sample = new PatternSample(pattern).Alternatives(Math.Max(1, minLength));
            return regex.IsMatch(sample) ? sample : new PatternSample(pattern).Alternatives(1) is var shorter && regex.IsMatch(shorter) ? shorter : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <param name="wanted">How often something is repeated that may be repeated at will.</param>
    private string Alternatives(int wanted)
    {
        var first = Sequence(wanted);
        while (_at < _pattern.Length && _pattern[_at] == '|')
        {
            _at++;
            Sequence(wanted);
        }
        return first;
    }

    private string Sequence(int wanted)
    {
        var text = new StringBuilder();
        while (_at < _pattern.Length && _pattern[_at] is not ('|' or ')'))
        {
            var unit = Unit(wanted);
            var count = Count(wanted);
            for (var i = 0; i < count && text.Length < 1_000; i++)
                text.Append(unit);
        }
        return text.ToString();
    }

    private string Unit(int wanted)
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(':
                if (At("?:"))
                    _at += 2;
                var inner = Alternatives(wanted);
                Expect(')');
                return inner;
            case '[':
                return Class().ToString();
            case '\\':
                return Escaped(_pattern[_at++]).ToString();
            case '.':
                return "a";
            case '^' or '$':
                return "";
            default:
                return c is '*' or '+' or '?' or '{' ? throw new FormatException() : c.ToString();
        }
    }

    private char Class()
    {
        var negated = At("^");
        if (negated)
            _at++;
        var (first, taken) = ('\0', new HashSet<char>());
        for (var start = true; start || _pattern[_at] != ']'; start = false)
        {
            var c = _pattern[_at++];
            if (c == '\\')
                c = Escaped(_pattern[_at++]);
            first = first == '\0' ? c : first;
            taken.Add(c);
            if (_at + 1 < _pattern.Length && _pattern[_at] == '-' && _pattern[_at + 1] != ']')
            {
                for (var to = _pattern[_at + 1]; c <= to && taken.Count < 70_000 && c < char.MaxValue; c++)
                    taken.Add(c);
                _at += 2;
            }
            if (_at >= _pattern.Length)
                throw new FormatException();
        }
        _at++;
        if (!negated)
            return first;
        foreach (var candidate in "a1あア-")
            if (!taken.Contains(candidate))
                return candidate;
        throw new FormatException();
    }

    private static char Escaped(char c) => c switch
    {
        'd' => '1',
        'w' => 'a',
        's' => ' ',
        'D' or 'S' or 'W' or 'p' or 'P' or 'u' or 'x' or 'b' or 'B' => throw new FormatException(),
        _ => c,
    };

    private int Count(int wanted)
    {
        if (_at >= _pattern.Length)
            return 1;
        switch (_pattern[_at])
        {
            case '?':
                _at++;
                return 1;
            case '*' or '+':
                _at++;
                return wanted;
            case '{':
                var end = _pattern.IndexOf('}', _at);
                if (end < 0)
                    throw new FormatException();
                var bounds = _pattern[(_at + 1)..end].Split(',');
                _at = end + 1;
                return Math.Max(1, int.Parse(bounds[0], System.Globalization.CultureInfo.InvariantCulture));
            default:
                return 1;
        }
    }

    private bool At(string text) => _pattern.AsSpan(_at).StartsWith(text);

    private void Expect(char c)
    {
        if (_at >= _pattern.Length || _pattern[_at++] != c)
            throw new FormatException();
    }
}
