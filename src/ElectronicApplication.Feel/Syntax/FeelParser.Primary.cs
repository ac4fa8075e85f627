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

    /// <summary>How many filters surround this place: within them the members of the elements are names.</summary>
    private int _filters;

    private FeelNode Postfix()
    {
        var node = Primary();
        while (true)
        {
            if (Accept("."))
            {
                var (name, span) = MemberName();
                node = Checked(new PathNode(node.Span.To(span), node, name));
            }
            else if (Current.Is("[") && !_inRangeEnd)
            {
                _at++;
                _filters++;
                var condition = Bracketed();
                _filters--;
                node = Checked(new FilterNode(node.Span.To(Symbol("]").Span), node, condition));
            }
            else if (Current.Is("("))
            {
                var (arguments, names, end) = Arguments("function", node.Span);
                node = Checked(new InvokeNode(node.Span.To(end), node, arguments, names));
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
        if (open.Text != "[" && Accept(".."))
            return Range(open, null);
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

    private RangeNode Range(FeelToken open, FeelNode? start)
    {
        FeelNode? end = null;
        // Without a value an end is open: "[5..)", but not "[5..]".
        if (start is null || !Current.Is(")"))
        {
            var outer = _inRangeEnd;
            _inRangeEnd = true;
            end = Expression();
            _inRangeEnd = outer;
        }
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
        if (!Current.Is("}"))
            do
            {
                var name = Current.Kind == FeelTokenKind.String ? Take().Text : NewName(":");
                Symbol(":");
                entries.Add((name, Bracketed()));
                _names.TryAdd(name);
                _members.TryAdd(name);
            }
            while (Accept(","));
        _names = outer;
        return Checked(new ContextNode(start.To(Symbol("}").Span), entries));
    }

    private FeelNode NameOrCall()
    {
        var start = _at;
        var known = Math.Max(_names.Match(_tokens, _at), FeelFunctions.Names.Match(_tokens, _at));
        if (_filters > 0)
            known = Math.Max(known, _members.Match(_tokens, _at));
        if (known == 0 && Literal() is { } literal)
            return literal;
        if (known == 0 && Current.IsWord("function") && _tokens[_at + 1].Is("("))
            return Function();
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

    private FeelNode Bracketed()
    {
        var outer = _inRangeEnd;
        _inRangeEnd = false;
        var node = Expression();
        _inRangeEnd = outer;
        return node;
    }
}
