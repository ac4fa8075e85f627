using System.Text.Json;
using System.Text.Json.Serialization;

namespace ElectronicApplication.Forms.Editing;

/// <summary>A condition as rows: this field, this operator, these values.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "node")]
[JsonDerivedType(typeof(ConditionGroup), "group")]
[JsonDerivedType(typeof(ConditionRow), "row")]
public abstract record ConditionNode;

/// <summary>Rows of which all must hold, or any.</summary>
public sealed record ConditionGroup(bool All, IReadOnlyList<ConditionNode> Items) : ConditionNode
{
    public bool Equals(ConditionGroup? other) => other is not null && All == other.All && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => HashCode.Combine(All, Items.Count, Items.FirstOrDefault());

    /// <summary>The same condition without needless brackets: what <see cref="ConditionRows.Read"/> makes of what <see cref="ConditionRows.Write"/> wrote.</summary>
    public ConditionGroup Simplified()
    {
        var items = new List<ConditionNode>();
        foreach (var item in Items)
            switch (item is ConditionGroup group ? group.Simplified() : item)
            {
                case ConditionGroup { Items: [var single] }:
                    items.Add(single);
                    break;
                case ConditionGroup same when same.All == All:
                    items.AddRange(same.Items);
                    break;
                case var other:
                    items.Add(other);
                    break;
            }
        return items is [ConditionGroup inner] ? inner : new ConditionGroup(items.Count == 1 || All, items);
    }
}

/// <param name="Field">A field by its id, or a part of one: <c>applicant_name.family</c>.</param>
/// <param name="Values">As a person types them: the value of an option, a number, a day (<c>2026-04-01</c> or <c>today</c>), a time (<c>09:00</c>), <c>true</c> or <c>false</c>, text.</param>
public sealed record ConditionRow(string Field, [property: JsonConverter(typeof(ConditionOperatorJson))] ConditionOperator Operator, IReadOnlyList<string> Values) : ConditionNode
{
    public bool Equals(ConditionRow? other) => other is not null && Field == other.Field && Operator == other.Operator && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Field, Operator, Values.Count, Values.FirstOrDefault());
}

/// <summary>What is asked about a field. A field that is not answered is nothing but not answered: it is not 3, not one of them, and neither less nor more.</summary>
public enum ConditionOperator
{
    Is, IsNot, IsOneOf, IsNoneOf,

    /// <summary>Below the value; for a day: before it.</summary>
    Less, AtMost, More, AtLeast,

    /// <summary>Both ends included.</summary>
    Between,
    IsAnswered, IsNotAnswered,

    /// <summary>Of several that were chosen.</summary>
    Includes, IncludesNot,
    StartsWith, Contains,
}

internal sealed class ConditionOperatorJson() : JsonStringEnumConverter<ConditionOperator>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);
