using System.Globalization;
using ElectronicApplication.Feel.Functions;

namespace ElectronicApplication.Feel.Syntax;

internal sealed partial class FeelParser
{
    /// <summary>Words that end a name when it is not known as a whole.</summary>
    private static readonly HashSet<string> Keywords =
        ["if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "and", "or", "between", "true", "false", "null", "instance"];

    /// <summary>While the end of a range is read, "[" closes it (<c>]1..5[</c>) and does not open a filter.</summary>
    private bool _inRangeEnd;

    private FeelNode Postfix()
    {
        var node = Primary();
        while (true)
        {
            if (Accept("."))
            {
                var (name, span) = AnyName();
                node = Checked(new PathNode(node.Span.To(span), node, name));
            }
            else if (Current.Is("[") && !_inRangeEnd)
            {
                _at++;
                var condition = Bracketed();
                var end = Symbol("]");
                node = Checked(new FilterNode(node.Span.To(end.Span), node, condition));
            }
            else
                return node;
        }
    }

    private FeelNode Primary()
    {
        var token = Current;
        switch (token.Kind)
        {
            case FeelTokenKind.Number:
                _at++;
                return decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                    ? new NumberNode(token.Span, number)
                    : throw FeelErrors.NumberTooLarge(token.Span);
            case FeelTokenKind.String:
                _at++;
                return new StringNode(token.Span, token.Text);
            case FeelTokenKind.At:
                _at++;
                return new AtNode(token.Span, token.Text);
            case FeelTokenKind.Name:
                return NameOrCall();
            case FeelTokenKind.Symbol when token.Text == "{":
                return Context();
            case FeelTokenKind.Symbol when token.Text is "(" or "[" or "]":
                return ListOrRangeOrBrackets();
            default:
                throw FeelErrors.UnexpectedToken(token);
        }
    }

    private FeelNode ListOrRangeOrBrackets()
    {
        var open = Take();
        if (open.Text == "[" && Current.Is("]"))
            return new ListNode(open.Span.To(Take().Span), []);
        var first = Bracketed();
        if (Accept(".."))
            return Range(open, first);
        if (open.Text == "(")
        {
            Symbol(")");
            return first;
        }
        if (open.Text == "]")
            throw FeelErrors.UnexpectedToken(open);
        var items = new List<FeelNode> { first };
        while (Accept(","))
            items.Add(Bracketed());
        return Checked(new ListNode(open.Span.To(Symbol("]").Span), items));
    }

    private RangeNode Range(FeelToken open, FeelNode start)
    {
        var outer = _inRangeEnd;
        _inRangeEnd = true;
        var end = Expression();
        _inRangeEnd = outer;
        var close = Take();
        if (!close.Is(")") && !close.Is("]") && !close.Is("["))
            throw FeelErrors.Expected(close, "]");
        return Checked(new RangeNode(open.Span.To(close.Span), start, open.Text == "[", end, close.Text == "]"));
    }

    private ContextNode Context()
    {
        var start = Take().Span;
        var outer = _names;
        _names = new FeelNames(outer);
        var entries = new List<(string, FeelNode)>();
        while (!Current.Is("}"))
        {
            var name = Current.Kind == FeelTokenKind.String ? Take().Text : NewName(":");
            Symbol(":");
            entries.Add((name, Bracketed()));
            if (!Accept(","))
                break;
        }
        _names = outer;
        return Checked(new ContextNode(start.To(Symbol("}").Span), entries));
    }

    private FeelNode NameOrCall()
    {
        var start = _at;
        var known = Math.Max(_names.Match(_tokens, _at), FeelFunctions.Names.Match(_tokens, _at));
        if (known == 0 && Literal() is { } literal)
            return literal;
        if (known == 0 && Keywords.Contains(Current.Text))
            throw FeelErrors.UnexpectedToken(Current);
        string name;
        if (known > 0)
        {
            name = FeelNames.Join(_tokens, start, known);
            _at += known;
        }
        else
            (name, _) = AnyName();
        var span = _tokens[start].Span.To(_tokens[_at - 1].Span);
        return Current.Is("(") ? Call(name, span) : new NameNode(span, name);
    }

    private FeelNode? Literal()
    {
        FeelNode? literal = Current.Text switch
        {
            "true" => new BooleanNode(Current.Span, true),
            "false" => new BooleanNode(Current.Span, false),
            "null" => new NullNode(Current.Span),
            _ => null,
        };
        if (literal is not null)
            _at++;
        return literal;
    }

    private CallNode Call(string function, FeelSpan start)
    {
        _at++;
        var arguments = new List<FeelNode>();
        var names = new List<string>();
        while (!Current.Is(")"))
        {
            if (ParameterLength() is var length and > 0)
            {
                names.Add(FeelNames.Join(_tokens, _at, length));
                _at += length + 1;
            }
            arguments.Add(Bracketed());
            if (!Accept(","))
                break;
        }
        var span = start.To(Symbol(")").Span);
        if (names.Count > 0 && names.Count != arguments.Count)
            throw FeelErrors.MixedArguments(span, function);
        return Checked(new CallNode(span, function, arguments, names));
    }

    /// <summary>How many words stand before a colon: the name of a parameter. 0 for a positional argument.</summary>
    private int ParameterLength()
    {
        var at = _at;
        while (_tokens[at].Kind == FeelTokenKind.Name)
            at++;
        return at > _at && _tokens[at].Is(":") ? at - _at : 0;
    }

    /// <summary>Whether the bracket here belongs to a range: ".." stands at its own level before a comma or its end.</summary>
    private bool OpensRange()
    {
        var depth = 0;
        for (var at = _at; at < _tokens.Count; at++)
        {
            var token = _tokens[at];
            if (token.Kind != FeelTokenKind.Symbol)
                continue;
            if (depth == 1 && token.Text == "..")
                return true;
            if (depth == 1 && token.Text == ",")
                return false;
            if (token.Text is "(" or "[" or "{")
                depth++;
            else if (token.Text is ")" or "]" or "}" && --depth == 0)
                return false;
        }
        return false;
    }

    /// <summary>Where the bracket that opens here is closed, or -1.</summary>
    private int Closing(int open)
    {
        var depth = 0;
        for (var at = open; at < _tokens.Count; at++)
            if (_tokens[at].Is("("))
                depth++;
            else if (_tokens[at].Is(")") && --depth == 0)
                return at;
        return -1;
    }

    private FeelNode Bracketed()
    {
        var outer = _inRangeEnd;
        _inRangeEnd = false;
        var node = Expression();
        _inRangeEnd = outer;
        return node;
    }

    /// <summary>A name that nobody has declared yet: everything up to the word or sign that must follow it.</summary>
    private string NewName(string before)
    {
        var start = _at;
        while (Current.Kind is FeelTokenKind.Name or FeelTokenKind.Number || Current.Is("-") || Current.Is("+") || Current.Is("/") || Current.Is("*"))
        {
            if (_at > start && Current.Text == before)
                break;
            _at++;
        }
        if (_at == start || _tokens[start].Kind != FeelTokenKind.Name)
            throw FeelErrors.NameExpected(Current);
        return FeelNames.Join(_tokens, start, _at - start);
    }

    /// <summary>Words up to the next keyword; two words side by side can only be one name.</summary>
    private (string Name, FeelSpan Span) AnyName()
    {
        var start = _at;
        while (Current.Kind == FeelTokenKind.Name && (_at == start || !Keywords.Contains(Current.Text)))
            _at++;
        if (_at == start)
            throw FeelErrors.NameExpected(Current);
        return (FeelNames.Join(_tokens, start, _at - start), _tokens[start].Span.To(_tokens[_at - 1].Span));
    }

    private FeelToken Take() => Current.Kind == FeelTokenKind.End ? Current : _tokens[_at++];

    private bool Accept(string symbol)
    {
        if (!Current.Is(symbol))
            return false;
        _at++;
        return true;
    }

    private bool AcceptWord(string word)
    {
        if (!Current.IsWord(word))
            return false;
        _at++;
        return true;
    }

    private FeelToken Symbol(string symbol) => Current.Is(symbol) ? Take() : throw FeelErrors.Expected(Current, symbol);

    private void Word(string word)
    {
        if (!AcceptWord(word))
            throw FeelErrors.Expected(Current, word);
    }

    private static T Checked<T>(T node) where T : FeelNode => node.Depth <= FeelLimits.Depth ? node : throw FeelErrors.TooDeep(node.Span);
}
