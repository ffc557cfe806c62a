"""Rewrites a source so that what it does is charged, without changing what it computes.

Every operator, subscript, comparison, membership test, call, loop turn, comprehension turn, function entry and unpacking
becomes, or is wrapped in, a call of its charged form, under names that no candidate writes (`__meter_add__`: two
underscores on both sides, so that classes do not mangle them). Left alone are decorators, annotations, patterns of
`match`, and calls that look at their caller's frame.
"""

import ast
import sys
from typing import Any

from graders.sandbox import calls, charges, comparisons, places
from graders.sandbox.counter import COUNTER, tick

FRAME_CALLS = frozenset({"super", "locals", "globals", "vars", "dir", "eval", "exec", "breakpoint"})
SCOPES = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def name_of(form: str) -> str:
    return f"__meter_{form.lower()}__"


HELPERS: dict[str, Any] = {
    calls.MARK: calls.call,
    name_of("tick"): tick,
    name_of("unary"): charges.unary,
    name_of("operand"): comparisons.operand,
    name_of("in"): comparisons.inside,
    name_of("not_in"): comparisons.not_inside,
    name_of("item"): places.get_item,
    name_of("slice"): slice,
    name_of("place"): places.Place,
    name_of("loaded"): places.Loaded,
    name_of("loaded_attribute"): places.LoadedAttribute,
    name_of("unpacked"): charges.unpacked,
    name_of("built"): charges.built,
    name_of("delegated"): charges.delegated,
    name_of("grow"): charges.grow,
    name_of("grow_in_place"): charges.grow_in_place,
    **{name_of(name): form for name, form in charges.BINARY.items()},
    **{name_of(f"augmented_{name}"): form for name, form in charges.AUGMENTED.items()},
    **{name_of(name): form for name, form in comparisons.COMPARE.items()},
}


def helper(form: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name_of(form), ast.Load()), list(arguments), [])


def fast_locals(function: ast.AST) -> set[str]:
    """Names that the function alone binds and reads: CPython extends only these strings in place."""
    bound: set[str] = set()
    shared: set[str] = set()

    def walk(node: ast.AST, inner: bool) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.Global | ast.Nonlocal):
                shared.update(child.names)
            elif isinstance(child, ast.Name):
                (shared if inner else bound).add(child.id)
            nested = isinstance(child, SCOPES) or (isinstance(child, COMPREHENSIONS) and sys.version_info < (3, 12))
            walk(child, inner or nested)

    walk(function, False)
    return bound - shared


class Rewriter(ast.NodeTransformer):
    """The rewriting. Fields that hold no expression to be charged are not visited."""

    def __init__(self) -> None:
        self.local: list[set[str]] = [set()]  # fast locals, by scope
        self.classes: list[str] = [""]

    def visit(self, node: ast.AST) -> Any:
        """The rewritten node, at the place of the old one, so that errors keep their lines."""
        new = super().visit(node)
        if new is not node and hasattr(node, "lineno"):
            ast.copy_location(new, node)
        return new

    def block(self, statements: list[ast.stmt]) -> list[Any]:
        return [self.visit(statement) for statement in statements]

    # Functions and classes

    def _function(self, node: Any) -> Any:
        node.args = self._defaults(node.args)
        self.local.append(fast_locals(node))
        node.body = self.block(node.body)
        self.local.pop()
        documented = isinstance(node.body[0], ast.Expr) and isinstance(node.body[0].value, ast.Constant)
        node.body.insert(1 if documented else 0, ast.Expr(helper("tick")))
        return node

    visit_FunctionDef = visit_AsyncFunctionDef = _function  # noqa: N815

    def _defaults(self, arguments: ast.arguments) -> ast.arguments:
        arguments.defaults = [self.visit(default) for default in arguments.defaults]
        arguments.kw_defaults = [default and self.visit(default) for default in arguments.kw_defaults]
        return arguments

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        node.args = self._defaults(node.args)
        self.local.append(set())
        node.body = ast.BoolOp(ast.And(), [helper("tick"), self.visit(node.body)])
        self.local.pop()
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        self.local.append(set())
        self.classes.append(node.name)
        node.body = self.block(node.body)
        self.classes.pop()
        self.local.pop()
        return node

    # Loops

    def _loop(self, node: Any) -> Any:
        self.generic_visit(node)
        node.body.insert(0, ast.Expr(helper("tick")))
        return node

    visit_For = visit_AsyncFor = visit_While = _loop  # noqa: N815

    def visit_comprehension(self, node: ast.comprehension) -> ast.AST:
        self.generic_visit(node)
        node.ifs.insert(0, helper("tick"))
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.AST:
        self.generic_visit(node)
        node.value = helper("delegated", node.value)
        return node

    # Operators

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        if isinstance(node.left, ast.Constant) and isinstance(node.right, ast.Constant):
            return node
        self.generic_visit(node)
        return helper(type(node.op).__name__, node.left, node.right)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.AST:
        if isinstance(node.operand, ast.Constant):
            return node
        self.generic_visit(node)
        return node if isinstance(node.op, ast.Not) else helper("unary", ast.Constant(type(node.op).__name__), node.operand)

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        self.generic_visit(node)
        if len(node.ops) > 1:  # operands of a chain are evaluated once and only as far as needed: Python must do that
            node.left = helper("operand", node.left)
            node.comparators = [helper("operand", operand) for operand in node.comparators]
            return node
        operator = type(node.ops[0]).__name__
        form = {"In": "in", "NotIn": "not_in"}.get(operator, operator)
        return node if operator in ("Is", "IsNot") else helper(form, node.left, node.comparators[0])

    # Assignments

    def _grows(self, target: ast.expr) -> bool:
        return isinstance(target, ast.Name) and target.id in self.local[-1]

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        value, target = node.value, node.targets[0]
        grown = (
            len(node.targets) == 1 and self._grows(target) and isinstance(value, ast.BinOp) and isinstance(value.op, ast.Add)
            and isinstance(value.left, ast.Name) and value.left.id == getattr(target, "id", "")
        )  # fmt: skip
        self.generic_visit(node)
        if grown and isinstance(node.value, ast.Call):
            node.value.func = ast.Name(name_of("grow"), ast.Load())
        if any(isinstance(part, ast.Starred) for target in node.targets for part in getattr(target, "elts", ())):
            node.value = helper("unpacked", node.value)
        return node

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST:
        node.target = self.visit(node.target)
        node.value = node.value and self.visit(node.value)
        return node

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST:
        operator = type(node.op).__name__
        apply: ast.expr = ast.Name(name_of(f"augmented_{operator}"), ast.Load())
        target, value = node.target, self.visit(node.value)
        if isinstance(target, ast.Name):
            grows = operator == "Add" and self._grows(target)
            form = ast.Name(name_of("grow_in_place"), ast.Load()) if grows else apply
            return ast.Assign([target], ast.Call(form, [ast.Name(target.id, ast.Load()), value], []))
        if isinstance(target, ast.Subscript):
            loaded = helper("loaded", self.visit(target.value), self._index(target.slice))
        else:
            loaded = helper("loaded_attribute", self.visit(target.value), ast.Constant(self._mangled(target.attr)))
        return ast.Expr(ast.Call(ast.Attribute(loaded, "update", ast.Load()), [apply, value], []))

    def _mangled(self, name: str) -> str:
        """A private name as the class body would spell it."""
        owner = self.classes[-1].lstrip("_")
        return f"_{owner}{name}" if owner and name.startswith("__") and not name.endswith("__") else name

    # Subscripts, calls, building

    def _index(self, index: ast.expr) -> ast.expr:
        """An index as an argument: slices are written out."""
        if isinstance(index, ast.Slice):
            parts = [part and self.visit(part) for part in (index.lower, index.upper, index.step)]
            return helper("slice", *[part or ast.Constant(None) for part in parts])
        if isinstance(index, ast.Tuple):
            return ast.Tuple([self._index(part) for part in index.elts], ast.Load())
        visited: ast.expr = self.visit(index)
        return visited

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        if isinstance(node.ctx, ast.Load):
            return helper("item", self.visit(node.value), self._index(node.slice))
        self.generic_visit(node)
        node.value = helper("place", node.value)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        frame_call = isinstance(node.func, ast.Name) and node.func.id in FRAME_CALLS
        self.generic_visit(node)
        for keyword in node.keywords:
            if keyword.arg is None:
                keyword.value = helper("unpacked", keyword.value)
        if frame_call:
            return node
        return ast.Call(ast.Name(calls.MARK, ast.Load()), [node.func, *node.args], node.keywords)

    def visit_Starred(self, node: ast.Starred) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.ctx, ast.Load):
            node.value = helper("unpacked", node.value)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.AST:
        self.generic_visit(node)
        pairs = zip(node.keys, node.values, strict=True)
        node.values = [helper("unpacked", value) if key is None else value for key, value in pairs]
        return node

    def visit_JoinedStr(self, node: ast.JoinedStr) -> ast.AST:
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                part.value = self.visit(part.value)
        return helper("built", node)

    def visit_match_case(self, node: ast.match_case) -> ast.AST:
        node.guard = node.guard and self.visit(node.guard)
        node.body = self.block(node.body)
        return node

    def visit_TypeAlias(self, node: ast.AST) -> ast.AST:
        return node


def rewrite(source: str, file: str) -> ast.Module:
    """The metered tree of a source. Raises SyntaxError where the source has one."""
    tree: ast.Module = Rewriter().visit(ast.parse(source, file))
    return ast.fix_missing_locations(tree)


def compiled(source: str, file: str) -> Any:
    """The metered source as a code object, to be run in a namespace that holds HELPERS."""
    COUNTER.file = file
    return compile(rewrite(source, file), file, "exec")


def compile_metered(source: str, file: str, namespace: dict[str, Any]) -> Any:
    """The metered code of a source, to be run in `namespace`, which is given what it needs."""
    namespace.update(HELPERS)
    return compiled(source, file)
