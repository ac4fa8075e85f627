using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace ElectronicApplication.Core.Kernel;

/// <summary>The two columns of a wrapped data key, the same in every table that has one.</summary>
internal static class KeyColumns
{
    public static void Map<T>(OwnedNavigationBuilder<T, WrappedKey> key)
        where T : class
    {
        key.Property(k => k.KeyId).HasMaxLength(32).HasColumnName("KeyId");
        key.Property(k => k.Bytes).HasMaxLength(100).HasColumnName("WrappedKey");
    }
}
