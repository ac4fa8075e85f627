using System.Xml.Linq;

namespace ElectronicApplication.Feel.Tests.Conformance;

internal delegate FeelValue DmnRun(FeelFrame frame);

/// <summary>A compiled expression and what is known of its value.</summary>
internal sealed record DmnCode(DmnRun Run, FeelType Type)
{
    public static readonly DmnCode Null = new(_ => FeelValue.Null, FeelType.Null);
}

/// <summary>Compiles the boxed expressions of DMN 1.5, 7.3 and 10.2, over the public API of Feel.</summary>
internal sealed partial class DmnExpressions(DmnModel model, string owner)
{
    /// <summary>Slots that the expressions compiled so far need.</summary>
    public int Slots { get; private set; }

    public DmnCode Compile(XElement? expression, FeelScope scope)
    {
        if (expression is null)
            return DmnCode.Null;
        var code = expression.Name.LocalName switch
        {
            "literalExpression" => expression.Get("expressionLanguage") is { } language && !language.Contains("FEEL", StringComparison.OrdinalIgnoreCase)
                ? DmnCode.Null
                : Text(expression.Text("text") ?? "", scope),
            "context" => Context(expression, scope),
            "list" => List([.. expression.Elements().Where(item => item.Name.LocalName is not ("description" or "extensionElements")).Select(item => Compile(item, scope))]),
            "relation" => Relation(expression, scope),
            "invocation" => Invocation(expression, scope),
            "functionDefinition" => Function(expression, scope),
            "decisionTable" => Table(expression, scope),
            "conditional" => Conditional(expression, scope),
            "filter" or "for" or "some" or "every" => Iterator(expression, scope),
            _ => DmnCode.Null,
        };
        return Typed(code, expression.Get("typeRef"));
    }

    private DmnCode Text(string text, FeelScope scope)
    {
        Slots = Math.Max(Slots, scope.SlotCount);
        if (text.Length == 0)
            return DmnCode.Null;
        var (expression, errors) = FeelExpression.Compile(text, scope, FeelTyping.Lenient);
        if (expression is null)
        {
            model.Complaints.Add($"{owner}: {text}: {errors[0]}");
            return DmnCode.Null;
        }
        Slots = Math.Max(Slots, expression.SlotsNeeded);
        return new DmnCode(expression.Evaluate, expression.Type);
    }

    private DmnCode Typed(DmnCode code, string? typeRef)
    {
        if (typeRef is null)
            return code;
        var type = model.Types.Of(typeRef);
        return new DmnCode(frame => type.Convert(code.Run(frame)), type.Feel);
    }

    private DmnCode Context(XElement context, FeelScope outer)
    {
        var scope = outer.Nested();
        var entries = new List<(string Name, int Slot, DmnCode Code)>();
        DmnCode? result = null;
        foreach (var entry in context.Children("contextEntry"))
        {
            var variable = entry.Child("variable");
            var code = Typed(Compile(entry.Expression(), scope), variable.Get("typeRef"));
            if (variable.Get("name") is { } name)
                entries.Add((name, scope.Declare(name, code.Type).Slot, code));
            else
                result = code;
        }
        Slots = Math.Max(Slots, scope.SlotCount);
        var type = (FeelContextType)FeelType.Context([.. entries.Select(entry => (entry.Name, entry.Code.Type))]);
        return new DmnCode(Run, result?.Type ?? type);

        FeelValue Run(FeelFrame frame)
        {
            foreach (var (_, slot, code) in entries)
                frame[slot] = code.Run(frame);
            return result is not null ? result.Run(frame) : FeelValue.Of(new FeelContext(type.Shape, [.. entries.Select(entry => frame[entry.Slot])]));
        }
    }

    private static DmnCode List(DmnCode[] items) => new(
        frame => FeelValue.Of(new FeelList(Array.ConvertAll(items, item => item.Run(frame)))),
        FeelType.List(items.Length == 0 ? FeelType.Any : items.Select(item => item.Type).Aggregate(FeelType.Join)));

    private DmnCode Relation(XElement relation, FeelScope scope)
    {
        var columns = relation.Children("column").ToList();
        var rows = relation.Children("row").Select(row => row.Elements().Zip(columns, (cell, column) => Typed(Compile(cell, scope), column.Get("typeRef"))).ToArray()).ToArray();
        var type = (FeelContextType)FeelType.Context([.. columns.Select((column, i) =>
            (column.Get("name")!, rows.Select(row => row[i].Type).Aggregate(FeelType.Null, FeelType.Join)))]);
        return List([.. rows.Select(row => new DmnCode(frame => FeelValue.Of(new FeelContext(type.Shape, Array.ConvertAll(row, cell => cell.Run(frame)))), type))]);
    }

    private DmnCode Invocation(XElement invocation, FeelScope scope)
    {
        var callee = Compile(invocation.Expression(), scope);
        var bindings = invocation.Children("binding").Select(binding =>
            (Name: binding.Child("parameter").Get("name")!, Code: Typed(Compile(binding.Expression(), scope), binding.Child("parameter").Get("typeRef")))).ToList();
        return new DmnCode(Run, FeelType.Any);

        FeelValue Run(FeelFrame frame)
        {
            if (callee.Run(frame).AsFunction is not { } function)
                return FeelValue.Null;
            var arguments = new FeelValue[function.Parameters.Count];
            foreach (var (name, code) in bindings)
            {
                if (function.IndexOf(name) is not (var index and >= 0))
                    return FeelValue.Null;
                arguments[index] = code.Run(frame);
            }
            return function.Invoke(frame, arguments);
        }
    }

    /// <summary>A function sees what was there when it was made; each call has a frame of its own.</summary>
    private DmnCode Function(XElement definition, FeelScope outer)
    {
        if (definition.Get("kind") is not (null or "FEEL"))
            return DmnCode.Null;
        var scope = outer.Fork();
        var types = definition.Children("formalParameter").Select(parameter => model.Types.Of(parameter.Get("typeRef")));
        var parameters = definition.Children("formalParameter").Zip(types, (parameter, type) => new FeelParameter(parameter.Get("name")!, type.Feel, type.Allows)).ToList();
        var slots = parameters.ConvertAll(parameter => scope.Declare(parameter.Name, parameter.Type).Slot);
        var inner = new DmnExpressions(model, owner);
        var body = inner.Compile(definition.Expression(), scope);
        var captured = outer.SlotCount;
        return new DmnCode(Make, FeelType.Function([.. parameters.Select(parameter => parameter.Type)], body.Type));

        FeelValue Make(FeelFrame made) => FeelValue.Of(new FeelFunctionValue(parameters, FeelType.Any, (_, arguments) =>
        {
            var frame = new FeelFrame(Math.Max(scope.SlotCount, inner.Slots));
            for (var i = 0; i < captured; i++)
                frame[i] = made[i];
            for (var i = 0; i < arguments.Length; i++)
                frame[slots[i]] = arguments[i];
            return body.Run(frame);
        }));
    }

    /// <summary>Unlike the <c>if</c> of FEEL, the box has no result when its condition is neither true, false nor null.</summary>
    private DmnCode Conditional(XElement conditional, FeelScope scope)
    {
        var (test, then, otherwise) = (Part(conditional, "if", scope), Part(conditional, "then", scope), Part(conditional, "else", scope));
        return new DmnCode(Run, FeelType.Join(then.Type, otherwise.Type));

        FeelValue Run(FeelFrame frame)
        {
            var holds = test.Run(frame);
            return holds.IsTrue ? then.Run(frame) : holds.IsFalse || holds.IsNull ? otherwise.Run(frame) : FeelValue.Null;
        }
    }

    /// <summary>Filters and loops are those of FEEL over the list in the box; a body that is a box itself is called as a function.</summary>
    private DmnCode Iterator(XElement iterator, FeelScope outer)
    {
        var list = Part(iterator, "in", outer);
        var scope = outer.Nested();
        var listSlot = scope.Declare("boxed list", list.Type).Slot;
        var (variable, bodyName) = iterator.Name.LocalName switch
        {
            "filter" => ("item", "match"),
            "for" => (iterator.Get("iteratorVariable")!, "return"),
            _ => (iterator.Get("iteratorVariable")!, "satisfies"),
        };
        string[] variables = bodyName == "return" ? [variable, "partial"] : [variable];
        var box = iterator.Child(bodyName).Expression();
        var bodySlot = -1;
        DmnCode body = DmnCode.Null;
        var text = $"({box.Text("text")})";
        if (box?.Name.LocalName != "literalExpression")
        {
            body = Function(new XElement("functionDefinition", variables.Select(name => new XElement("formalParameter", new XAttribute("name", name))), box), outer);
            bodySlot = scope.Declare("boxed body", body.Type).Slot;
            text = $"boxed body({string.Join(", ", variables)})";
        }
        var loop = Text(iterator.Name.LocalName switch
        {
            // Unlike the brackets and quantifiers of FEEL, the boxes have no result when a condition is neither true, false nor null (7.3.9).
            "filter" => $"if count(boxed list[{text} instance of boolean or {text} = null]) = count(boxed list) then boxed list[{text}] else null",
            "for" => $"for {variable} in boxed list return {text}",
            var quantifier => $"if every {variable} in boxed list satisfies ({text} instance of boolean or {text} = null) then {quantifier} {variable} in boxed list satisfies {text} else null",
        }, scope);
        return loop with { Run = Run };

        FeelValue Run(FeelFrame frame)
        {
            frame[listSlot] = list.Run(frame);
            if (bodySlot >= 0)
                frame[bodySlot] = body.Run(frame);
            return loop.Run(frame);
        }
    }

    private DmnCode Part(XElement parent, string name, FeelScope scope) => Compile(parent.Child(name).Expression(), scope);
}
