using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace ElectronicApplication.Database.SqlServer.Migrations
{
    /// <inheritdoc />
    public partial class Approvals : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "AgainstVersion",
                table: "PublicationRequests",
                type: "int",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "RestoredFrom",
                table: "DesignRevisions",
                type: "int",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "DesignMoves",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    DesignId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    StaffId = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DesignMoves", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_DesignMoves_DesignId_At",
                table: "DesignMoves",
                columns: new[] { "DesignId", "At" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "DesignMoves");

            migrationBuilder.DropColumn(
                name: "AgainstVersion",
                table: "PublicationRequests");

            migrationBuilder.DropColumn(
                name: "RestoredFrom",
                table: "DesignRevisions");
        }
    }
}
