using ElectronicApplication.Feel.Functions;
using ElectronicApplication.Feel.Syntax;

namespace ElectronicApplication.Feel.Binding;

/// <summary>The tree with every name resolved to a slot and every type known as far as it can be.</summary>
internal abstract record BoundNode(FeelSpan Span, FeelType Type);

internal sealed record BoundConstant(FeelSpan Span, FeelType Type, FeelValue Value) : BoundNode(Span, Type);

internal sealed record BoundSlot(FeelSpan Span, FeelType Type, int Slot) : BoundNode(Span, Type);

internal sealed record BoundMember(FeelSpan Span, FeelType Type, BoundNode Source, string Member) : BoundNode(Span, Type);

/// <summary>A name inside a filter over elements of which nothing is known: their member if they have it, else what it means outside.</summary>
internal sealed record BoundShadow(FeelSpan Span, BoundNode Item, string Name, BoundNode Outside) : BoundNode(Span, FeelType.Any);

/// <param name="ItemSlot">Where the condition finds the element under test.</param>
internal sealed record BoundFilter(FeelSpan Span, FeelType Type, BoundNode Source, BoundNode Condition, int ItemSlot) : BoundNode(Span, Type);

internal sealed record BoundList(FeelSpan Span, FeelType Type, BoundNode[] Items) : BoundNode(Span, Type);

/// <param name="Slots">Where each entry is kept, so that later entries can use it.</param>
internal sealed record BoundContext(FeelSpan Span, FeelContextType ContextType, BoundNode[] Values, int[] Slots) : BoundNode(Span, ContextType);

/// <param name="Start">Null when there is no limit to that side.</param>
internal sealed record BoundRange(FeelSpan Span, FeelType Type, BoundNode? Start, bool StartIncluded, BoundNode? End, bool EndIncluded, bool IsEquality = false) : BoundNode(Span, Type);

internal sealed record BoundNegate(FeelSpan Span, FeelType Type, BoundNode Operand) : BoundNode(Span, Type);

internal sealed record BoundBinary(FeelSpan Span, FeelType Type, FeelOperator Operator, BoundNode Left, BoundNode Right) : BoundNode(Span, Type);

internal sealed record BoundBetween(FeelSpan Span, BoundNode Value, BoundNode Low, BoundNode High) : BoundNode(Span, FeelType.Boolean);

internal sealed record BoundInstance(FeelSpan Span, BoundNode Value, FeelType Of) : BoundNode(Span, FeelType.Boolean);

internal sealed record BoundIf(FeelSpan Span, FeelType Type, BoundNode Condition, BoundNode Then, BoundNode Else) : BoundNode(Span, Type);

/// <summary>True when one of the tests, each a condition on the value in the slot, is true.</summary>
internal sealed record BoundIn(FeelSpan Span, BoundNode Value, int ValueSlot, BoundNode[] Tests) : BoundNode(Span, FeelType.Boolean);

/// <summary>Whether the value in the slot equals the test, lies in it (range) or is one of it (list).</summary>
internal sealed record BoundMatch(FeelSpan Span, int ValueSlot, BoundNode Test) : BoundNode(Span, FeelType.Boolean);

/// <summary>The tests of a cell, each a condition on the input in the slot.</summary>
internal sealed record BoundTests(int InputSlot, BoundNode[] Tests);

internal sealed record BoundIterator(int Slot, BoundNode From, BoundNode? To);

/// <param name="PartialSlot">Where the body finds the results so far; null when it does not ask for them.</param>
internal sealed record BoundLoop(FeelSpan Span, FeelType Type, FeelLoop Loop, BoundIterator[] Iterators, BoundNode Body, int? PartialSlot) : BoundNode(Span, Type);

/// <summary>The item of a list of one where an item is needed; of any other list an empty one, which fits nowhere.</summary>
internal sealed record BoundSingle(FeelSpan Span, FeelType Type, BoundNode Source) : BoundNode(Span, Type);

internal sealed record BoundCall(FeelSpan Span, FeelType Type, FeelFunction Function, BoundNode[] Arguments) : BoundNode(Span, Type);

/// <param name="Names">Parameter names when the arguments are named, otherwise empty.</param>
internal sealed record BoundInvoke(FeelSpan Span, FeelType Type, BoundNode Callee, BoundNode[] Arguments, IReadOnlyList<string> Names) : BoundNode(Span, Type);

/// <summary>A function with a frame of its own: parameters first, then copies of what it uses from around it.</summary>
internal sealed record BoundFunction(FeelSpan Span, FeelType Type, FeelParameter[] Parameters, (int From, int To)[] Captures, int Slots, BoundNode Body)
    : BoundNode(Span, Type);
