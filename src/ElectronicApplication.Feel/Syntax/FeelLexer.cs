using System.Globalization;
using System.Text;

namespace ElectronicApplication.Feel.Syntax;

/// <summary>Cuts the text into tokens. Names come out in single words; the parser, which knows the declared names, joins them (DMN 1.5, 10.3.1.4).</summary>
internal sealed class FeelLexer
{
    private static readonly string[] Symbols =
        ["..", "**", "<=", ">=", "!=", "->", "+", "-", "*", "/", "=", "<", ">", "(", ")", "[", "]", "{", "}", ",", ":", ".", "'"];

    private readonly string _text;
    private readonly List<FeelToken> _tokens = [];
    private int _at;

    private FeelLexer(string text) => _text = text;

    public static List<FeelToken> Read(string text)
    {
        if (text.Length > FeelLimits.TextLength)
            throw FeelErrors.TextTooLong(text.Length);
        var lexer = new FeelLexer(text);
        while (lexer.Next()) { }
        return lexer._tokens;
    }

    private bool Next()
    {
        SkipSpaceAndComments();
        if (_at == _text.Length)
        {
            _tokens.Add(new FeelToken(FeelTokenKind.End, new FeelSpan(_at, 0), ""));
            return false;
        }
        var c = _text[_at];
        if (char.IsAsciiDigit(c) || (c == '.' && _at + 1 < _text.Length && char.IsAsciiDigit(_text[_at + 1])))
            Number();
        else if (c == '"')
            String(FeelTokenKind.String, _at);
        else if (c == '@' && _at + 1 < _text.Length && _text[_at + 1] == '"')
        {
            _at++;
            String(FeelTokenKind.At, _at - 1);
        }
        else if (NameLength(_at, start: true) > 0)
            Name();
        else
            Symbol();
        return true;
    }

    private void SkipSpaceAndComments()
    {
        while (_at < _text.Length)
        {
            if (char.IsWhiteSpace(_text[_at]) || _text[_at] is '\u200B' or '\uFEFF' or '\u180E')
                _at++;
            else if (_text.AsSpan(_at).StartsWith("//"))
                _at = _text.IndexOf('\n', _at) is var end and >= 0 ? end + 1 : _text.Length;
            else if (_text.AsSpan(_at).StartsWith("/*"))
                _at = _text.IndexOf("*/", _at + 2, StringComparison.Ordinal) is var end and >= 0
                    ? end + 2
                    : throw FeelErrors.Unclosed(new FeelSpan(_at, 2), "/*", "*/");
            else
                return;
        }
    }

    private void Number()
    {
        var start = _at;
        Digits();
        // "1..5" is a range, not a number with a point.
        if (_at + 1 < _text.Length && _text[_at] == '.' && char.IsAsciiDigit(_text[_at + 1]))
        {
            _at++;
            Digits();
        }
        if (_at + 1 < _text.Length && _text[_at] is 'e' or 'E')
        {
            var sign = _text[_at + 1] is '+' or '-' ? 1 : 0;
            if (_at + 1 + sign < _text.Length && char.IsAsciiDigit(_text[_at + 1 + sign]))
            {
                _at += 1 + sign;
                Digits();
            }
        }
        _tokens.Add(new FeelToken(FeelTokenKind.Number, new FeelSpan(start, _at - start), _text[start.._at]));
    }

    private void Digits()
    {
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
            _at++;
    }

    private void String(FeelTokenKind kind, int start)
    {
        var content = new StringBuilder();
        for (_at++; _at < _text.Length && _text[_at] != '"'; _at++)
        {
            if (_text[_at] == '\\' && _at + 1 < _text.Length)
                Escape(content);
            else
                content.Append(_text[_at]);
        }
        if (_at >= _text.Length)
            throw FeelErrors.Unclosed(new FeelSpan(start, 1), "\"", "\"");
        _at++;
        _tokens.Add(new FeelToken(kind, new FeelSpan(start, _at - start), content.ToString()));
    }

    private void Escape(StringBuilder content)
    {
        _at++;
        var digits = _text[_at] switch { 'u' => 4, 'U' => 6, _ => 0 };
        if (digits > 0 && _at + digits < _text.Length
            && int.TryParse(_text.AsSpan(_at + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            && code <= 0x10FFFF)
        {
            // \uD83D\uDC34 is a pair written as two escapes, so a lone half is appended as it is.
            content.Append(code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32(code));
            _at += digits;
            return;
        }
        switch (_text[_at])
        {
            case 'n': content.Append('\n'); break;
            case 'r': content.Append('\r'); break;
            case 't': content.Append('\t'); break;
            case '"' or '\'' or '\\': content.Append(_text[_at]); break;
            // Patterns are full of \d and \s; DMN leaves an unknown escape as it was written.
            default: content.Append('\\').Append(_text[_at]); break;
        }
    }

    private void Name()
    {
        var start = _at;
        for (var length = NameLength(_at, start: true); length > 0; length = NameLength(_at, start: false))
            _at += length;
        _tokens.Add(new FeelToken(FeelTokenKind.Name, new FeelSpan(start, _at - start), _text[start.._at]));
    }

    private void Symbol()
    {
        foreach (var symbol in Symbols)
            if (_text.AsSpan(_at).StartsWith(symbol))
            {
                _tokens.Add(new FeelToken(FeelTokenKind.Symbol, new FeelSpan(_at, symbol.Length), symbol));
                _at += symbol.Length;
                return;
            }
        var wide = char.IsHighSurrogate(_text[_at]) && _at + 1 < _text.Length ? 2 : 1;
        throw FeelErrors.UnexpectedCharacter(new FeelSpan(_at, wide), _text.Substring(_at, wide));
    }

    /// <summary>How many UTF-16 units of a name stand here; 0 when none. The ranges are those of DMN 1.5, 10.3.1.2, rules 28 and 29.</summary>
    private int NameLength(int at, bool start)
    {
        if (at >= _text.Length)
            return 0;
        var c = _text[at];
        if (char.IsHighSurrogate(c))
            return at + 1 < _text.Length && char.IsLowSurrogate(_text[at + 1]) ? 2 : 0;
        var begins = c is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or '_' or '?'
            or >= '\u00C0' and <= '\u02FF' and not '\u00D7' and not '\u00F7'
            or >= '\u0370' and <= '\u1FFF' and not '\u037E' and not '\u1680' and not '\u180E'
            or '\u200C' or '\u200D' or >= '\u2070' and <= '\u218F' or >= '\u2C00' and <= '\u2FEF'
            or >= '\u3005' and <= '\uD7FF' or >= '\uF900' and <= '\uFDCF' or >= '\uFDF0' and <= '\uFFFD' and not '\uFEFF';
        // Full-width signs such as （ and ＝ are allowed in names by the letter of the standard,
        // but in Japanese text they are always a slip of the input method.
        if (begins && c is >= '\uFF00' and <= '\uFF0F' or >= '\uFF1A' and <= '\uFF20' or >= '\u3008' and <= '\u3020')
            return 0;
        return begins || (!start && c is >= '0' and <= '9' or '\u00B7' or >= '\u0300' and <= '\u036F' or '\u203F' or '\u2040') ? 1 : 0;
    }
}
