using System.Globalization;
using System.Text;

namespace ElectronicApplication.Feel.Functions;

/// <summary>
/// Reads a regular expression of XPath (XML Schema part 2, appendix G, with the additions of XPath functions 3.1, 5.6) and writes it
/// in the spelling of .NET. What XPath does not know (look-around, inline flags, named groups, \b) is refused rather than given a new meaning.
/// </summary>
internal sealed class FeelPatternReader
{
    private const string NameStart = @"_:\p{L}", NamePart = @"\-._:\p{L}\p{M}\p{Nd}\u00B7";
    private const string Word = @"[^\p{P}\p{Z}\p{C}]", NoWord = @"[\p{P}\p{Z}\p{C}]";

    private readonly string _pattern;
    private readonly bool _dotAll, _multiline;
    private readonly StringBuilder _out = new();
    private readonly HashSet<int> _closed = [];
    private int _at, _groups;
    private bool _hasReferences;

    private FeelPatternReader(string pattern, bool dotAll, bool multiline) => (_pattern, _dotAll, _multiline) = (pattern, dotAll, multiline);

    /// <param name="extended">Blanks are there for the eye only (the flag x).</param>
    public static (string? Pattern, bool HasReferences) Translate(string pattern, bool dotAll, bool multiline, bool extended)
    {
        var reader = new FeelPatternReader(extended ? WithoutBlanks(pattern) : pattern, dotAll, multiline);
        return reader.Alternatives(0) && reader.AtEnd ? (reader._out.ToString(), reader._hasReferences) : (null, false);
    }

    private bool AtEnd => _at == _pattern.Length;

    /// <summary>Blanks go everywhere but between brackets, also behind a backslash: <c>\ s</c> is <c>\s</c>.</summary>
    private static string WithoutBlanks(string pattern)
    {
        var text = new StringBuilder(pattern.Length);
        var depth = 0;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (depth == 0 && pattern[i] is ' ' or '\t' or '\n' or '\r')
                continue;
            var isEscaped = text.Length > 0 && text[^1] == '\\' && (text.Length < 2 || text[^2] != '\\');
            depth += isEscaped ? 0 : pattern[i] switch { '[' => 1, ']' when depth > 0 => -1, _ => 0 };
            text.Append(pattern[i]);
        }
        return text.ToString();
    }

    private bool Alternatives(int depth)
    {
        if (depth > FeelLimits.Depth)
            return false;
        while (!AtEnd && _pattern[_at] != ')')
        {
            if (_pattern[_at] == '|')
            {
                _out.Append(_pattern[_at++]);
                continue;
            }
            if (!Atom(depth) || !Quantifier())
                return false;
        }
        return true;
    }

    private bool Atom(int depth)
    {
        var c = _pattern[_at++];
        switch (c)
        {
            case '(': return Group(depth);
            case '[': return Class(depth);
            case '\\': return Escape();
            case '.': _out.Append(_dotAll ? @"[\s\S]" : @"[^\n\r]"); return true;
            // Without the flag, .NET's own "$" would also match before a last line feed.
            case '^': _out.Append(_multiline ? "(?m:^)" : @"\A"); return true;
            case '$': _out.Append(_multiline ? "(?m:$)" : @"\z"); return true;
            case '*' or '+' or '?' or '{' or '}' or ']': return false;
            default:
                var wide = char.IsHighSurrogate(c) && _at < _pattern.Length && char.IsLowSurrogate(_pattern[_at]);
                // A pair of surrogates is one character, also for the quantifier behind it.
                _out.Append(wide ? $"(?:{c}{_pattern[_at++]})" : c is '#' or ' ' ? $@"\u{(int)c:X4}" : c.ToString());
                return true;
        }
    }

    private bool Group(int depth)
    {
        var number = 0;
        if (_at + 1 < _pattern.Length && _pattern[_at] == '?' && _pattern[_at + 1] == ':')
        {
            _at += 2;
            _out.Append("(?:");
        }
        else
        {
            number = ++_groups;
            _out.Append('(');
        }
        if (!Alternatives(depth + 1) || AtEnd || _pattern[_at] != ')')
            return false;
        _at++;
        _out.Append(')');
        _closed.Add(number);
        return true;
    }

    private bool Quantifier()
    {
        if (AtEnd)
            return true;
        switch (_pattern[_at])
        {
            case '*' or '+' or '?':
                _out.Append(_pattern[_at++]);
                break;
            case '{':
                var end = _pattern.IndexOf('}', _at);
                if (end < 0 || !Bounds(_pattern[(_at + 1)..end]))
                    return false;
                _out.Append(_pattern, _at, end + 1 - _at);
                _at = end + 1;
                break;
            default:
                return true;
        }
        if (!AtEnd && _pattern[_at] == '?')
            _out.Append(_pattern[_at++]);
        return true;
    }

    private static bool Bounds(string text)
    {
        var parts = text.Split(',');
        return parts.Length <= 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var least) && least <= 1_000
            && (parts.Length == 1 || parts[1] == "" || (int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var most) && most >= least && most <= 1_000));
    }

    private bool Escape()
    {
        if (_at < _pattern.Length && _pattern[_at] is >= '1' and <= '9')
            return Reference();
        if (ClassEscape() is not { } set)
            return false;
        _out.Append(set);
        return true;
    }

    /// <summary>A reference to a group that is already closed; of several digits as many as there are groups for.</summary>
    private bool Reference()
    {
        var group = _pattern[_at++] - '0';
        for (; _at < _pattern.Length && char.IsAsciiDigit(_pattern[_at]) && group * 10 + _pattern[_at] - '0' <= _groups; _at++)
            group = group * 10 + _pattern[_at] - '0';
        _hasReferences = true;
        _out.Append($"(?:\\{group})");
        return _closed.Contains(group);
    }

    /// <summary>What stands behind a backslash, outside or inside brackets: null when XPath does not know it.</summary>
    private string? ClassEscape(bool inClass = false)
    {
        if (_at >= _pattern.Length)
            return null;
        var c = _pattern[_at++];
        switch (c)
        {
            case 'n' or 'r' or 't' or '\\' or '|' or '.' or '?' or '*' or '+' or '(' or ')' or '{' or '}' or '-' or '[' or ']' or '^' or '$':
                return "\\" + c;
            case 's': return inClass ? @" \t\n\r" : @"[ \t\n\r]";
            case 'S': return inClass ? @"\S" : @"[^ \t\n\r]";
            case 'd' or 'D': return "\\" + c;
            case 'w': return inClass ? @"\p{L}\p{M}\p{N}\p{S}" : Word;
            case 'W': return inClass ? @"\p{P}\p{Z}\p{C}" : NoWord;
            case 'i': return inClass ? NameStart : $"[{NameStart}]";
            case 'c': return inClass ? NamePart : $"[{NamePart}]";
            case 'I' when !inClass: return $"[^{NameStart}]";
            case 'C' when !inClass: return $"[^{NamePart}]";
            case 'p' or 'P':
                var end = _at < _pattern.Length && _pattern[_at] == '{' ? _pattern.IndexOf('}', _at) : -1;
                if (end < 0)
                    return null;
                var name = _pattern[_at..(end + 1)];
                _at = end + 1;
                return "\\" + c + name;
            default: return null;
        }
    }

    private bool Class(int depth)
    {
        if (depth > FeelLimits.Depth)
            return false;
        _out.Append('[');
        if (_at < _pattern.Length && _pattern[_at] == '^')
            _out.Append(_pattern[_at++]);
        for (var first = true; _at < _pattern.Length; first = false)
        {
            if (_pattern[_at] == ']')
            {
                _at++;
                _out.Append(']');
                return !first;
            }
            if (_pattern[_at] == '-' && !first && _at + 1 < _pattern.Length && _pattern[_at + 1] == '[')
            {
                _at += 2;
                _out.Append('-');
                if (!Class(depth + 1) || _at >= _pattern.Length || _pattern[_at] != ']')
                    return false;
                continue;
            }
            if (!ClassPart())
                return false;
        }
        return false;
    }

    private bool ClassPart()
    {
        if (ClassCharacter() is not { } from)
            return false;
        if (_at + 1 >= _pattern.Length || _pattern[_at] != '-' || _pattern[_at + 1] is ']' or '[')
        {
            _out.Append(from);
            return true;
        }
        _at++;
        var start = Single(from);
        if (ClassCharacter() is not { } to || start is null || Single(to) is not { } last || start > last)
            return false;
        _out.Append(from).Append('-').Append(to);
        return true;
    }

    /// <summary>The code of one end of a range such as <c>a-z</c>; null for what stands for many characters.</summary>
    private static int? Single(string part) => part.Length == 1 ? part[0] : part.Length != 2 || part[0] != '\\' ? null : part[1] switch
    {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'd' or 'D' or 'S' => null,
        var escaped => escaped,
    };

    private string? ClassCharacter()
    {
        if (_at >= _pattern.Length || _pattern[_at] == '[')
            return null;
        var c = _pattern[_at++];
        return c == '\\' ? ClassEscape(inClass: true) : c is '-' or '^' ? "\\" + c : c.ToString();
    }
}
