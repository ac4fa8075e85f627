namespace ElectronicApplication.Feel.Syntax;

/// <summary>Calls, definitions of functions, types, and the reading of names.</summary>
internal sealed partial class FeelParser
{
    /// <summary>Names of types that consist of several words.</summary>
    private static readonly FeelNames TypeNames = BuiltInTypeNames();

    private CallNode Call(string function, FeelSpan start)
    {
        var (arguments, names, end) = Arguments(function, start);
        return Checked(new CallNode(start.To(end), function, arguments, names));
    }

    private (List<FeelNode> Arguments, List<string> Names, FeelSpan End) Arguments(string function, FeelSpan start)
    {
        _at++;
        var arguments = new List<FeelNode>();
        var names = new List<string>();
        if (!Current.Is(")"))
            do
            {
                if (ParameterLength() is var length and > 0)
                {
                    names.Add(FeelNames.Join(_tokens, _at, length));
                    _at += length + 1;
                }
                arguments.Add(Bracketed());
            }
            while (Accept(","));
        var end = Symbol(")").Span;
        if (names.Count > 0 && names.Count != arguments.Count)
            throw FeelErrors.MixedArguments(start.To(end), function);
        return (arguments, names, end);
    }

    /// <summary>How many words stand before a colon: the name of a parameter. 0 for a positional argument.</summary>
    private int ParameterLength()
    {
        var at = _at;
        while (IsNamePart(_tokens[at]))
            at++;
        return at > _at && _tokens[_at].Kind == FeelTokenKind.Name && _tokens[at].Is(":") ? at - _at : 0;
    }

    private FunctionNode Function()
    {
        var start = Take().Span;
        Symbol("(");
        var outer = _names;
        _names = new FeelNames(outer);
        var parameters = new List<(string, TypeNode?)>();
        if (!Current.Is(")"))
            do
            {
                var name = NewName(":");
                parameters.Add((name, Accept(":") ? Type() : null));
                _names.Add(name);
            }
            while (Accept(","));
        Symbol(")");
        var isExternal = Current.IsWord("external") && _tokens[_at + 1].Is("{");
        if (isExternal)
            _at++;
        var body = Expression();
        _names = outer;
        return Checked(new FunctionNode(start.To(body.Span), parameters, isExternal, body));
    }

    private TypeNode Type()
    {
        if (++_nesting > FeelLimits.Depth)
            throw FeelErrors.TooDeep(Current.Span);
        var start = Current;
        if (start.Kind != FeelTokenKind.Name)
            throw FeelErrors.NameExpected(start);
        var length = Math.Max(1, Math.Max(TypeNames.Match(_tokens, _at), _types.Match(_tokens, _at)));
        var name = FeelNames.Join(_tokens, _at, length);
        _at += length;
        while (Current.Is(".") && _tokens[_at + 1].Kind == FeelTokenKind.Name)
        {
            name += "." + _tokens[_at + 1].Text;
            _at += 2;
        }
        var parts = new List<(string, TypeNode)>();
        if (name is "list" or "range" or "context" or "function" && Accept("<"))
        {
            if (!Current.Is(">"))
                do
                {
                    var member = "";
                    if (name == "context")
                    {
                        member = NewName(":");
                        Symbol(":");
                    }
                    parts.Add((member, Type()));
                }
                while (Accept(","));
            Symbol(">");
            if (name == "function")
            {
                Symbol("->");
                parts.Add(("", Type()));
            }
        }
        _nesting--;
        return new TypeNode(start.Span.To(_tokens[_at - 1].Span), name, parts);
    }

    /// <summary>Where the bracket that opens here is closed, or -1. Ranges open and close with brackets of different kinds.</summary>
    private int Closing(int open)
    {
        var depth = 0;
        for (var at = open; at < _tokens.Count; at++)
            if (_tokens[at] is not { Kind: FeelTokenKind.Symbol, Text: var text })
                continue;
            else if (text is "(" or "[" or "{")
                depth++;
            else if (text is ")" or "]" or "}" && --depth == 0)
                return at;
        return -1;
    }

    /// <summary>A name that nobody has declared yet: everything up to the word or sign that must follow it.</summary>
    private string NewName(string before)
    {
        var start = _at;
        while (IsNamePart(Current))
        {
            if (_at > start && Current.Text == before)
                break;
            _at++;
        }
        if (_at == start || _tokens[start].Kind != FeelTokenKind.Name)
            throw FeelErrors.NameExpected(Current);
        return FeelNames.Join(_tokens, start, _at - start);
    }

    /// <summary>A known member of several tokens, or words.</summary>
    private (string Name, FeelSpan Span) MemberName()
    {
        var (start, known) = (_at, _members.Match(_tokens, _at));
        if (known == 0)
            return AnyName();
        _at += known;
        return (FeelNames.Join(_tokens, start, known), _tokens[start].Span.To(_tokens[_at - 1].Span));
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

    private static bool IsNamePart(FeelToken token) => token.Kind is FeelTokenKind.Name or FeelTokenKind.Number
        || (token.Kind == FeelTokenKind.Symbol && token.Text is "-" or "+" or "/" or "*" or "**" or "'" or ".");

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

    private static FeelNames BuiltInTypeNames()
    {
        var names = new FeelNames(null);
        foreach (var type in (FeelType[])[FeelType.DateTime, FeelType.DaysDuration, FeelType.MonthsDuration])
            names.Add(type.NameEn);
        return names;
    }
}
