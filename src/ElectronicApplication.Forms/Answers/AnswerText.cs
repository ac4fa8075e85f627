namespace ElectronicApplication.Forms.Answers;

/// <summary>Rules about the shape of texts.</summary>
internal static class AnswerText
{
    /// <summary>Control characters, lone surrogates and the marks that reverse the direction of text, which could make a clerk read something other than what was written.</summary>
    public static bool HasForbiddenCharacter(string text, bool lines)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is >= ' ' and < '\u007F' or >= '\u3000' and < '\uD800')
                continue;
            if (c is '\t' || (lines && c is '\n' or '\r'))
                continue;
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsControl(c) || char.IsSurrogate(c) || c is >= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069' or '\uFFFE' or '\uFFFF')
                return true;
        }
        return false;
    }

    /// <summary>Digits and hyphens as an input method leaves them (０４４ー２００) to plain ones. Only for numbers written as text, never for names or sentences.</summary>
    public static string NarrowDigits(string text)
    {
        foreach (var c in text)
            if (c > '\u007F' || c == ' ')
                return string.Create(text.Trim().Length, text.Trim(), (narrow, wide) =>
                {
                    for (var i = 0; i < narrow.Length; i++)
                        narrow[i] = wide[i] switch
                        {
                            >= '０' and <= '９' => (char)(wide[i] - '０' + '0'),
                            'ー' or '－' or '−' or '‐' or '‑' or '–' or '—' or '―' => '-',
                            '（' => '(',
                            '）' => ')',
                            '＋' => '+',
                            '　' => ' ',
                            var other => other,
                        };
                });
        return text;
    }

    /// <summary>A number that is a name, without the hyphens and spaces that people write between its groups.</summary>
    public static string OnlyDigits(string text)
    {
        var narrow = NarrowDigits(text);
        return narrow.AsSpan().ContainsAny('-', ' ') ? narrow.Replace("-", "").Replace(" ", "") : narrow;
    }

    public static bool IsDigits(string text)
    {
        foreach (var c in text)
            if (!char.IsAsciiDigit(c))
                return false;
        return true;
    }

    /// <summary>One @, a host with a point, ASCII without spaces. Dots that RFC 5321 forbids do exist in addresses of Japanese carriers.</summary>
    public static bool IsMail(string text)
    {
        var at = text.IndexOf('@');
        if (at is < 1 or > 64 || text.Length > 254 || text.IndexOf('@', at + 1) >= 0)
            return false;
        foreach (var c in text)
            if (c is <= ' ' or > '~' or '"' or '(' or ')' or '<' or '>' or ',' or ';' or ':' or '\\' or '[' or ']')
                return false;
        var host = text.AsSpan(at + 1);
        var label = 0;
        var points = 0;
        for (var i = 0; i <= host.Length; i++)
        {
            if (i < host.Length && host[i] != '.')
            {
                if (!char.IsAsciiLetterOrDigit(host[i]) && (host[i] != '-' || label == 0))
                    return false;
                label++;
                continue;
            }
            if (label is 0 or > 63 || host[i - 1] == '-')
                return false;
            points += i < host.Length ? 1 : 0;
            label = 0;
        }
        return points > 0;
    }

    /// <summary>Nine to fifteen digits (E.164), with +, hyphens, brackets and spaces between them as people write them.</summary>
    public static bool IsPhone(string text)
    {
        var digits = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsAsciiDigit(text[i]))
                digits++;
            else if (text[i] is not ('-' or '(' or ')' or ' ') && (text[i] != '+' || i != 0))
                return false;
        }
        return digits is >= 9 and <= 15;
    }

    public static bool IsPostalCode(string text)
    {
        if (text.Length != 7 && (text.Length != 8 || text[3] != '-'))
            return false;
        for (var i = 0; i < text.Length; i++)
            if (!char.IsAsciiDigit(text[i]) && (i != 3 || text.Length != 8))
                return false;
        return true;
    }
}
