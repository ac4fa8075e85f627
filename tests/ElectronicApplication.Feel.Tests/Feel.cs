namespace ElectronicApplication.Feel.Tests;

/// <summary>Compiles and runs one expression over named values.</summary>
internal static class Feel
{
    public static FeelExpression Compile(string text, params (string Name, FeelType Type)[] names)
    {
        var scope = new FeelScope();
        foreach (var (name, type) in names)
            scope.Declare(name, type);
        var (expression, errors) = FeelExpression.Compile(text, scope);
        Assert.True(expression is not null, string.Join("; ", errors));
        return expression;
    }

    public static FeelValue Run(string text) => Run(text, []);

    public static FeelValue Run(string text, params (string Name, FeelType Type, FeelValue Value)[] names)
    {
        var expression = Compile(text, [.. names.Select(name => (name.Name, name.Type))]);
        var frame = new FeelFrame(expression.SlotsNeeded);
        for (var i = 0; i < names.Length; i++)
            frame[i] = names[i].Value;
        return expression.Evaluate(frame);
    }

    /// <summary>As the standard's own tests do: findings of type are no obstacle.</summary>
    public static FeelValue RunLenient(string text)
    {
        var (expression, errors) = FeelExpression.Compile(text, new FeelScope(), FeelTyping.Lenient);
        Assert.True(expression is not null, string.Join("; ", errors));
        return expression.Evaluate(new FeelFrame(expression.SlotsNeeded));
    }

    public static FeelError Error(string text, params (string Name, FeelType Type)[] names)
    {
        var scope = new FeelScope();
        foreach (var (name, type) in names)
            scope.Declare(name, type);
        var (expression, errors) = FeelExpression.Compile(text, scope);
        Assert.Null(expression);
        Assert.NotEmpty(errors);
        return errors[0];
    }
}
