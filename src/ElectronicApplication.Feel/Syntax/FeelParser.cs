using ElectronicApplication.Feel.Functions;

namespace ElectronicApplication.Feel.Syntax;

/// <summary>Recursive descent over DMN 1.5, 10.3.1.2, from the loosest binding to the tightest.</summary>
internal sealed partial class FeelParser
{
    private readonly List<FeelToken> _tokens;
    private readonly FeelNames _members;
    private readonly FeelNames _types;
    private FeelNames _names;
    private int _at;
    private int _nesting;

    private FeelParser(string text, FeelScope scope)
    {
        _tokens = FeelLexer.Read(text);
        _names = scope.Names;
        _members = new FeelNames(scope.MemberNames);
        _types = scope.TypeNames;
    }

    public static FeelNode Parse(string text, FeelScope scope)
    {
        var parser = new FeelParser(text, scope);
        if (parser.Current.Kind == FeelTokenKind.End)
            throw FeelErrors.Empty();
        var node = parser.Expression();
        if (parser.Current.Kind != FeelTokenKind.End)
            throw FeelErrors.UnexpectedToken(parser.Current);
        return node;
    }

    public static TestsNode ParseTests(string text, FeelScope scope)
    {
        var parser = new FeelParser(text, scope);
        if (parser.Current.Kind == FeelTokenKind.End)
            throw FeelErrors.Empty();
        var node = parser.Tests();
        if (parser.Current.Kind != FeelTokenKind.End)
            throw FeelErrors.UnexpectedToken(parser.Current);
        return node;
    }

    private FeelToken Current => _tokens[_at];

    private TestsNode Tests()
    {
        var start = Current.Span;
        if (Current.Is("-") && _tokens[_at + 1].Kind == FeelTokenKind.End)
        {
            _at++;
            return new TestsNode(start, [], false);
        }
        // "not(1, 2)" negates the whole cell; "not(a) and b" is an expression that begins with a function.
        var negated = Current.IsWord("not") && _tokens[_at + 1].Is("(") && Closing(_at + 1) == _tokens.Count - 2;
        if (negated)
            _at += 2;
        var tests = new List<FeelNode>();
        do
            tests.Add(Test(bounded: true));
        while (Accept(","));
        if (negated)
            Symbol(")");
        return Checked(new TestsNode(start.To(_tokens[_at - 1].Span), tests, negated));
    }

    private FeelNode Expression()
    {
        // Brackets nest the parser itself, before any node exists whose depth could be measured.
        if (++_nesting > FeelLimits.Depth)
            throw FeelErrors.TooDeep(Current.Span);
        var node = Current switch
        {
            { Kind: FeelTokenKind.Name, Text: "if" } => If(),
            { Kind: FeelTokenKind.Name, Text: "for" } => Loop(FeelLoop.For, "return"),
            { Kind: FeelTokenKind.Name, Text: "some" } => Loop(FeelLoop.Some, "satisfies"),
            { Kind: FeelTokenKind.Name, Text: "every" } => Loop(FeelLoop.Every, "satisfies"),
            _ => ComparisonOperator(Current) is null ? Or() : Test(bounded: false),
        };
        _nesting--;
        return node;
    }

    private IfNode If()
    {
        var start = Take().Span;
        var condition = Expression();
        Word("then");
        var then = Expression();
        Word("else");
        var otherwise = Expression();
        return Checked(new IfNode(start.To(otherwise.Span), condition, then, otherwise));
    }

    private LoopNode Loop(FeelLoop loop, string bodyWord)
    {
        var start = Take().Span;
        var outer = _names;
        _names = new FeelNames(outer);
        var iterators = new List<FeelIterator>();
        do
        {
            var first = Current.Span;
            var name = NewName("in");
            Word("in");
            var from = Expression();
            var to = Accept("..") ? Expression() : null;
            _names.Add(name);
            iterators.Add(new FeelIterator(first.To((to ?? from).Span), name, from, to));
        }
        while (Accept(","));
        Word(bodyWord);
        var body = Expression();
        _names = outer;
        return Checked(new LoopNode(start.To(body.Span), loop, iterators, body));
    }

    private FeelNode Or()
    {
        var left = And();
        while (AcceptWord("or"))
            left = Binary(FeelOperator.Or, left, And());
        return left;
    }

    private FeelNode And()
    {
        var left = Comparison();
        while (AcceptWord("and"))
            left = Binary(FeelOperator.And, left, Comparison());
        return left;
    }

    private FeelNode Comparison()
    {
        var left = Additive();
        while (true)
        {
            if (AcceptWord("between"))
            {
                var low = Additive();
                Word("and");
                var high = Additive();
                left = Checked(new BetweenNode(left.Span.To(high.Span), left, low, high));
            }
            else if (AcceptWord("in"))
                left = In(left);
            else if (Current.IsWord("instance") && _tokens[_at + 1].IsWord("of"))
            {
                _at += 2;
                var type = Type();
                left = Checked(new InstanceNode(left.Span.To(type.Span), left, type));
            }
            else if (ComparisonOperator(Current) is { } comparison)
            {
                _at++;
                // "range = >5": the right side is itself a range, open to one side.
                left = Binary(comparison, left, ComparisonOperator(Current) is null ? Additive() : Test(bounded: false));
            }
            else
                return left;
        }
    }

    private InNode In(FeelNode value)
    {
        var tests = new List<FeelNode>();
        FeelSpan end;
        // "(a, b)" lists tests; "(a)[1]" is one expression, "(1..5)" one range.
        if (Current.Is("(") && !_tokens[_at + 1].Is("..") && !GoesOn(Closing(_at)))
        {
            var open = Take();
            tests.Add(Test(bounded: true));
            if (Accept(".."))
            {
                tests[0] = Range(open, tests[0]);
                return Checked(new InNode(value.Span.To(tests[0].Span), value, tests));
            }
            while (Accept(","))
                tests.Add(Test(bounded: true));
            end = Symbol(")").Span;
        }
        else
        {
            tests.Add(Test(bounded: false));
            end = tests[0].Span;
        }
        return Checked(new InNode(value.Span.To(end), value, tests));
    }

    private bool GoesOn(int closing) =>
        closing >= 0 && _tokens[closing + 1] is { Kind: FeelTokenKind.Symbol, Text: "[" or "." or "(" or "+" or "-" or "*" or "/" or "**" };

    /// <param name="bounded">A comma or a bracket ends the test; without, <c>and</c> goes on with the condition around it.</param>
    private FeelNode Test(bool bounded)
    {
        if (ComparisonOperator(Current) is not { } comparison)
            return bounded ? Bracketed() : Additive();
        var start = Take().Span;
        var operand = Additive();
        return Checked(new TestNode(start.To(operand.Span), comparison, operand));
    }

    private FeelNode Additive()
    {
        var left = Multiplicative();
        while (Current.Is("+") || Current.Is("-"))
            left = Binary(Take().Text == "+" ? FeelOperator.Add : FeelOperator.Subtract, left, Multiplicative());
        return left;
    }

    private FeelNode Multiplicative()
    {
        var left = Power();
        while (Current.Is("*") || Current.Is("/"))
            left = Binary(Take().Text == "*" ? FeelOperator.Multiply : FeelOperator.Divide, left, Power());
        return left;
    }

    private FeelNode Power()
    {
        var left = Unary();
        while (Accept("**"))
            left = Binary(FeelOperator.Power, left, Unary());
        return left;
    }

    private FeelNode Unary()
    {
        if (!Current.Is("-"))
            return Postfix();
        var start = Take().Span;
        if (++_nesting > FeelLimits.Depth)
            throw FeelErrors.TooDeep(start);
        var operand = Unary();
        _nesting--;
        return Checked(new NegateNode(start.To(operand.Span), operand));
    }

    private BinaryNode Binary(FeelOperator op, FeelNode left, FeelNode right) => Checked(new BinaryNode(left.Span.To(right.Span), op, left, right));

    private static FeelOperator? ComparisonOperator(FeelToken token) => token.Kind != FeelTokenKind.Symbol ? null : token.Text switch
    {
        "=" => FeelOperator.Equal,
        "!=" => FeelOperator.NotEqual,
        "<" => FeelOperator.Less,
        "<=" => FeelOperator.LessOrEqual,
        ">" => FeelOperator.Greater,
        ">=" => FeelOperator.GreaterOrEqual,
        _ => null,
    };
}
